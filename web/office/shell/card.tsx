import type { ReactNode } from 'react';
import { classNames } from '../../kit/class-names.ts';

/** One thing on paper: a small heading, perhaps something at its right, and the content. */
export function Card({
  title,
  aside,
  note,
  className,
  children,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  note?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={classNames('panel', className)}>
      {(title || aside) && (
        <header className="panel-head">
          <h2>{title}</h2>
          {aside && <div className="panel-aside">{aside}</div>}
        </header>
      )}
      {note && <p className="panel-note">{note}</p>}
      {children}
    </section>
  );
}
