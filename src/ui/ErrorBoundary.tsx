import { Component, type ReactNode } from 'react';
import { Button } from './Button';

interface Props {
  /** Names the part, for the message. */
  readonly name: string;
  readonly children: ReactNode;
}

/** Keeps a failure inside one panel: what failed is said there, and the panel can be drawn anew. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="failure" role="alert">
        <p>
          {this.props.name} could not be drawn: <span className="num">{error.message}</span>
        </p>
        <Button onClick={() => this.setState({ error: null })}>Draw again</Button>
      </div>
    );
  }
}
