import { type ReactNode, useEffect } from 'react';
import { say } from './messages.ts';

/** The heading of a screen with its actions on the right; names the browser tab too. */
export function ScreenHead({
  title,
  documentTitle,
  above,
  aside,
  children,
}: {
  title: ReactNode;
  documentTitle?: string;
  above?: ReactNode;
  aside?: ReactNode;
  children?: ReactNode;
}) {
  const name = documentTitle ?? (typeof title === 'string' ? title : undefined);
  useEffect(() => {
    document.title = name ? `${name} · ${say('office')}` : say('office');
  }, [name]);
  return (
    <header className="screen-head">
      <div className="screen-words">
        {above && <div className="screen-above">{above}</div>}
        <div className="screen-line">
          <h1>{title}</h1>
          {children}
        </div>
      </div>
      {aside && <div className="screen-aside">{aside}</div>}
    </header>
  );
}
