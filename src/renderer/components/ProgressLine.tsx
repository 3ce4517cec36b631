interface ProgressLineProps {
  readonly label: string;
  /** 0 to 1; absent where nobody can know. */
  readonly share?: number | undefined;
}

/** A slim line that says how far something has come. */
export function ProgressLine({ label, share }: ProgressLineProps) {
  const percent = share === undefined ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      className={percent === undefined ? 'progress progress-unknown' : 'progress'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div className="progress-bar" style={percent === undefined ? undefined : { width: `${percent}%` }} />
    </div>
  );
}
