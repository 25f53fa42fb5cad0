import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Offline, Problem } from './call.ts';
import { Icon, type IconName } from './icons.tsx';
import { word } from './words.ts';

/** How a notice or tag is meant: plain, asking for care, broken or overdue, done. */
export type Tone = 'plain' | 'brand' | 'wheat' | 'brick' | 'leaf';

const TONE_ICON: Record<Tone, IconName> = { plain: 'info', brand: 'info', wheat: 'clock', brick: 'warn', leaf: 'check' };

/** A line across the page that says something about the whole page. */
export function Banner({
  tone = 'plain',
  icon,
  title,
  children,
  action,
}: {
  tone?: Tone;
  icon?: IconName;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={`banner tone-${tone}`} role={tone === 'brick' ? 'alert' : 'status'}>
      <Icon name={icon ?? TONE_ICON[tone]} />
      <div className="banner-words">
        {title && <strong>{title}</strong>}
        {children && <div>{children}</div>}
        {action && <div className="banner-action">{action}</div>}
      </div>
    </div>
  );
}

/** The sentence for what went wrong, with the clause when a rule refused. */
export function sentenceOf(error: unknown): { title: string; detail?: string } {
  if (error instanceof Offline) return { title: word('unreachable') };
  if (error instanceof Problem) {
    const detail = [error.detail, error.reason].filter((part) => part && part !== error.title).join(' ');
    return { title: error.title, detail: detail || undefined };
  }
  return { title: word('broken') };
}

/** Says what happened and offers to try again; nothing when there is no error. */
export function ErrorBanner({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  if (!error) return null;
  const { title, detail } = sentenceOf(error);
  const retry = onRetry && (
    <Button icon="refresh" onClick={onRetry}>
      {word('retry')}
    </Button>
  );
  return (
    <Banner tone="brick" icon={error instanceof Offline ? 'wifi-off' : 'warn'} title={title} action={retry}>
      {detail}
    </Banner>
  );
}

/** What will stand here, and the one useful thing to do until then. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon: IconName;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <p className="empty-title">{title}</p>
      {children && <p className="empty-words">{children}</p>}
      {action}
    </div>
  );
}

/** Grey bars in the shape of what is coming, so that the page does not jump. */
export function Skeleton({ lines = 3, card }: { lines?: number; card?: boolean }) {
  return (
    <div className={card ? 'card skeleton' : 'skeleton'} role="status">
      <span className="visually-hidden">{word('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars have no identity.
        <div key={line} className="skeleton-bar" aria-hidden="true" />
      ))}
    </div>
  );
}

/** A short status in a coloured box; the words carry the meaning, never the colour alone. */
export function Tag({ tone = 'brand', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={`tag tone-${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}
