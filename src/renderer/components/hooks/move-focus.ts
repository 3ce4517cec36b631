import type { KeyboardEvent } from 'react';

/** The arrow keys, Home and End lead from button to button of the list that they are pressed in. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next =
    buttons[
      placeAfter(
        event.key,
        buttons.findIndex((one) => one === document.activeElement),
        buttons.length,
      )
    ];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function placeAfter(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
