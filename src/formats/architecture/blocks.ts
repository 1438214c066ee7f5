/** Residual blocks among modules, as torchvision names them: `layer1.0.conv1`, `.bn1`, …, `.downsample.0`. */
import { type Module, mixes, parentOf } from './modules';

/** Modules that run one after another, and a shortcut around them. */
export interface Block {
  readonly path: string;
  readonly main: readonly Module[];
  /** Modules of the shortcut; none where it is the input itself. */
  readonly shortcut: readonly Module[];
}

export type Unit = { readonly module: Module } | { readonly block: Block };

const SHORTCUT = /^(downsample|shortcut|skip|identity|proj)/i;

/** Whether a path is that of a module in a shortcut. */
const isShortcut = (module: Module, block: string): boolean =>
  SHORTCUT.test(block === '' ? module.path : module.path.slice(block.length + 1));

/** The block that a module belongs to, if its path tells: the part before `conv1` or `downsample`. */
function blockPath({ path }: Module): string | null {
  const parts = path.split('.');
  const shortcut = parts.findIndex((part) => SHORTCUT.test(part));
  const block = shortcut > 0 ? parts.slice(0, shortcut).join('.') : parentOf(path);
  return /(^|\.)(layers?|blocks?|stages?|res\w*)[\w.]*\d$/i.test(block) ? block : null;
}

/**
 * Modules as units: those of a path like `layer1.0` with at least two convolutions, whose shapes let a shortcut be added, are
 * a block, the others stand alone.
 */
export function unitsOf(modules: readonly Module[]): Unit[] {
  const byBlock = new Map<string, Module[]>();
  for (const module of modules) {
    const path = blockPath(module);
    if (path !== null) byBlock.set(path, [...(byBlock.get(path) ?? []), module]);
  }
  const blocks = new Map([...byBlock].flatMap(([path, own]) => toBlock(path, own) ?? []).map((b) => [b.path, b]));
  const placed = new Set<string>();
  return modules.flatMap((module): Unit[] => {
    const block = blocks.get(blockPath(module) ?? '');
    if (!block) return [{ module }];
    if (placed.has(block.path)) return [];
    placed.add(block.path);
    return [{ block }];
  });
}

function toBlock(path: string, modules: readonly Module[]): Block | null {
  const main = modules.filter((module) => !isShortcut(module, path));
  const shortcut = modules.filter((module) => isShortcut(module, path));
  const convolutions = main.filter(mixes);
  const [first, last] = [convolutions[0], convolutions.at(-1)];
  if (!first || !last || convolutions.length < 2 || convolutions.some(({ kind }) => kind !== 'conv')) return null;
  const through = shortcut.filter(mixes).at(-1)?.outputs ?? first.inputs;
  return through === last.outputs ? { path, main, shortcut } : null;
}
