import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import './components.css';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: LucideIcon;
  readonly submit?: boolean;
  readonly children: ReactNode;
}

/** A button with words on it. */
export function Button({
  variant = 'plain',
  icon: Icon,
  submit = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      className={`button button-${variant} ${className ?? ''}`}
    >
      {Icon === undefined ? null : <Icon size={15} strokeWidth={1.9} aria-hidden />}
      <span className="button-text">{children}</span>
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'children' | 'aria-label'> {
  readonly label: string;
  readonly icon: LucideIcon;
}

/** A button that shows a sign only; `label` is its name and its tooltip. */
export function IconButton({ label, icon: Icon, className, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      className={`icon-button ${className ?? ''}`}
      aria-label={label}
      title={label}
    >
      <Icon size={15} strokeWidth={1.9} aria-hidden />
    </button>
  );
}
