import type { Tone } from './Badge';
import { classes } from './classes';

interface GaugeProps {
  /** What it measures, for who cannot see it. */
  label: string;
  value: number;
  /** What is full. */
  max: number;
  /** Both numbers in words; else the percentage is read. */
  text?: string;
}

/** How much of something is left. */
export function Gauge({ label, value, max, text }: GaugeProps) {
  const share = shareOf(value, max);
  const tone = toneOf(share);
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(Math.max(value, 0), max)}
      aria-valuetext={text}
      className="h-1.5 w-full overflow-hidden rounded-full bg-sunken"
    >
      <div
        className={classes(
          'h-full rounded-full',
          tone === 'bad' ? 'bg-bad' : tone === 'warn' ? 'bg-warn' : 'bg-accent',
        )}
        style={{ width: `${share * 100}%` }}
      />
    </div>
  );
}

/** Between 0 and 1; of nothing, nothing is left. */
export function shareOf(value: number, max: number): number {
  return max > 0 ? Math.min(Math.max(value / max, 0), 1) : 0;
}

/** What is left of a share: under a tenth is bad, under a quarter is near it. */
export function toneOf(share: number): Tone {
  return share < 0.1 ? 'bad' : share < 0.25 ? 'warn' : 'accent';
}
