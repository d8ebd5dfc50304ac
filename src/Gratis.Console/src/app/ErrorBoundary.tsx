import { Component, type ReactNode } from 'react';
import { ErrorState } from '@/ui/ErrorState';

/** A page that breaks says what broke; the rest of the console stays. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    // A file that a newer gateway no longer has is the usual reason, and only a reload brings the new ones.
    return this.state.error === undefined ? (
      this.props.children
    ) : (
      <ErrorState error={this.state.error} retry={() => window.location.reload()} />
    );
  }
}
