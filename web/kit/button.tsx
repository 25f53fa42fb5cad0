import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icons.tsx';
import { word } from './words.ts';

/** `filled` once on a screen, `outline` for the others, `quiet` inside text, `danger` for acts that destroy. */
export type ButtonLook = 'filled' | 'outline' | 'quiet' | 'danger';

type Common = { look?: ButtonLook; icon?: IconName; wide?: boolean; children: ReactNode };

/** A button named after its result; `busy` keeps its place and stops a second press. */
export function Button({
  look = 'outline',
  icon,
  wide,
  busy,
  children,
  className,
  disabled,
  ...rest
}: Common & { busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
      className={classNames('button', `button-${look}`, wide && 'button-wide', busy && 'button-busy', className)}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {busy && (
        <span className="visually-hidden" role="status">
          {word('working')}
        </span>
      )}
    </button>
  );
}

/** A link that looks like a button: telephone numbers, downloads. */
export function ButtonLink({
  look = 'outline',
  icon,
  wide,
  children,
  className,
  ...rest
}: Common & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a {...rest} className={classNames('button', `button-${look}`, wide && 'button-wide', className)}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  );
}

/** A square button with an icon only; `label` is what a screen reader says. */
export function IconButton({
  icon,
  label,
  className,
  ...rest
}: { icon: IconName; label: string } & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'>) {
  return (
    <button type="button" {...rest} className={classNames('icon-button', className)} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}
