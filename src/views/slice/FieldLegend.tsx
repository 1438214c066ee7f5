import type { ReactElement } from 'react';
import { css, type Palette } from '../palette';
import { colourAt } from './fieldColours';
import type { FieldScale } from './fieldScale';
import type { Tick } from './scaleRange';
import './fieldLegend.css';

const STOPS = 16;

/** The bar's colours as a CSS gradient: one run, or a block a value. */
function gradient({ look, blocks }: FieldScale, palette: Palette): string {
  const at = colourAt(look, palette);
  const stops = blocks
    ? Array.from({ length: blocks }, (_, i) => {
        const colour = css(at(blocks > 1 ? i / (blocks - 1) : 0));
        return `${colour} ${(100 * i) / blocks}%, ${colour} ${(100 * (i + 1)) / blocks}%`;
      })
    : Array.from({ length: STOPS + 1 }, (_, i) => css(at(i / STOPS)));
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

/** Marks at the ends of the bar keep inside it. */
function alignment({ at }: Tick): 'first' | 'last' | 'middle' {
  if (at < 0.02) return 'first';
  return at > 0.98 ? 'last' : 'middle';
}

function Bar({ scale, palette }: { scale: FieldScale; palette: Palette }): ReactElement {
  return (
    <div className={`slice-scale ${scale.look}`}>
      <div className="slice-scale-bar" style={{ background: gradient(scale, palette) }} />
      <ol className="slice-scale-ticks num">
        {scale.ticks.map((tick) => (
          <li key={tick.text} className={alignment(tick)} style={{ left: `${(100 * tick.at).toFixed(2)}%` }}>
            {tick.text}
          </li>
        ))}
      </ol>
    </div>
  );
}

interface FieldLegendProps {
  /** Names the region: on a page with two of them they differ. */
  readonly name: string;
  readonly scale: FieldScale;
  readonly palette: Palette;
  readonly onCompute: () => void;
  readonly onCancel: () => void;
  readonly onSoften: () => void;
}

/** Name, marks and exactness of a scale of values; while they are computed their progress, and a way to stop it. */
export function FieldLegend({ name, scale, palette, onCompute, onCancel, onSoften }: FieldLegendProps): ReactElement {
  const { title, note, state, progress, problem } = scale;
  return (
    <section className="slice-chip slice-field-legend" aria-label={name}>
      <p className="slice-scale-title">
        {title} <span className="slice-scale-note soft">{state === 'ready' ? note : ''}</span>
      </p>
      {state === 'ready' && !scale.hard && <Bar scale={scale} palette={palette} />}
      {scale.hard && (
        <p className="slice-scale-state">
          <button type="button" title="β = ½, the posterior" onClick={onSoften}>
            Soften the codes
          </button>
        </p>
      )}
      {state === 'ready' && progress !== null && (
        <p className="slice-scale-state">
          <button type="button" title="The coarse field stays" onClick={onCancel}>
            Stop
          </button>
        </p>
      )}
      {state === 'computing' && (
        <p className="slice-scale-state" role="status">
          <span className="num soft">computing{progress === null ? ' …' : ` ${Math.floor(100 * progress)}%`}</span>
          {progress !== null && (
            <button type="button" onClick={onCancel}>
              Cancel
            </button>
          )}
        </p>
      )}
      {state === 'failed' && (
        <p className="slice-scale-state" role="status">
          <span>{problem}</span>
          {problem === 'cancelled' && (
            <button type="button" onClick={onCompute}>
              Compute
            </button>
          )}
        </p>
      )}
    </section>
  );
}
