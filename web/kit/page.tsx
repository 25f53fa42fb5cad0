import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icons.tsx';
import { word } from './words.ts';

/**
 * One task on one screen: a header with the way back, the content, and the action that stays at the thumb.
 * The heading takes the focus when the page opens, so that a screen reader says where one is; a field that asked for it keeps it.
 */
export function Page({
  title,
  documentTitle,
  onBack,
  headerAction,
  top,
  action,
  wide,
  children,
}: {
  title: ReactNode;
  documentTitle?: string;
  onBack?: () => void;
  headerAction?: ReactNode;
  top?: ReactNode;
  action?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  const page = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The effects of what is inside have run: who asked for the focus has it.
    if (!page.current?.contains(document.activeElement)) heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  useEffect(() => {
    if (documentTitle) document.title = documentTitle;
  }, [documentTitle]);
  return (
    <div ref={page} className={classNames('page', wide && 'page-wide', Boolean(action) && 'page-acting')}>
      <header className="page-head">
        <div className="page-head-inner">
          {onBack && (
            <button type="button" className="page-back" onClick={onBack} aria-label={word('back')}>
              <Icon name="back" />
            </button>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {headerAction}
        </div>
      </header>
      <main className="page-body">
        {top}
        <div className="page-main">{children}</div>
      </main>
      {action && (
        <footer className="page-action">
          <div className="page-action-inner">{action}</div>
        </footer>
      )}
    </div>
  );
}
