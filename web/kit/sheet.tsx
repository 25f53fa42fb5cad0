import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './button.tsx';
import { word } from './words.ts';

/**
 * A question asked over the page: from the bottom on phones, in the middle on wide screens.
 * The native dialog keeps the focus inside, closes on Escape and gives the focus back.
 */
export function Sheet({
  open,
  title,
  onClose,
  children,
  action,
}: {
  open: boolean;
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  action?: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) {
      // Browsers before 2022 have no modal dialog; there it opens in the page.
      if (element.showModal) element.showModal();
      else element.setAttribute('open', '');
    }
    if (!open && element.open) {
      if (element.close) element.close();
      else element.removeAttribute('open');
    }
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog, the click is only the veil around it.
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={id}
      // The browser tells of a closing late: by then the page may have asked the next question, which this one must not close.
      onClose={() => open && onClose()}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {open && (
        <div className="sheet-body">
          <header className="sheet-head">
            <h2 id={id}>{title}</h2>
            <IconButton icon="close" label={word('close')} onClick={onClose} />
          </header>
          <div className="sheet-content">{children}</div>
          {action && <footer className="sheet-action">{action}</footer>}
        </div>
      )}
    </dialog>
  );
}
