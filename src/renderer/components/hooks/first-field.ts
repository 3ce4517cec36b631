const FIELDS = 'input:not([type=hidden]):enabled, select:enabled, textarea:enabled';

/** Where typing goes when `area` opens: its first field, else what changes nothing, which is its first button. */
export function focusFirst(area: HTMLElement | null): void {
  const first =
    area?.querySelector<HTMLElement>(FIELDS) ?? area?.querySelector<HTMLElement>('button:enabled');
  first?.focus();
}
