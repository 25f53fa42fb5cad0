import { Drawer } from 'antd';
import { type FocusEvent, type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from '../../kit/button.tsx';
import { say } from './messages.ts';

const REACHED = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, [tabindex="0"]';

/** Keeps the focus in the dialog it ends: it begins in the first field and goes round, also where the browser would leave the page. */
function FocusRound() {
  const end = useRef<HTMLSpanElement>(null);
  const reached = (within: string): HTMLElement[] =>
    [...(end.current?.closest('[role=dialog]')?.querySelectorAll<HTMLElement>(within) ?? [])].filter((one) => one !== end.current);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens.
  useEffect(() => {
    if (end.current?.closest('[role=dialog]')?.contains(document.activeElement)) return;
    // On a phone a field would raise the keyboard over a form nobody has read yet.
    const field = matchMedia('(pointer: coarse)').matches ? undefined : reached('input:enabled, select:enabled, textarea:enabled')[0];
    (field ?? reached(REACHED)[0])?.focus({ preventScroll: true });
  }, []);
  const goRound = ({ relatedTarget, currentTarget }: FocusEvent) => {
    const all = reached(REACHED);
    const forward = currentTarget.closest('[role=dialog]')?.contains(relatedTarget as Node | null);
    (forward ? all[0] : all.at(-1))?.focus();
  };
  // biome-ignore lint/a11y: nobody meets it, it hands the focus on at once.
  return <span ref={end} tabIndex={0} onFocus={goRound} />;
}

/** A form at the right side over the page it belongs to; what was typed is gone when it closes. */
export function FormDrawer({
  open,
  title,
  size = 480,
  onClose,
  children,
}: {
  open: boolean;
  title: ReactNode;
  size?: number;
  onClose: () => void;
  children: ReactNode;
}) {
  // Remembered before the drawer takes the focus, and given back here: left to the drawer it went nowhere.
  const before = useRef<{ open: boolean; focused: Element | null }>({ open: false, focused: null });
  if (open !== before.current.open) before.current = { open, focused: open ? document.activeElement : before.current.focused };
  useEffect(() => {
    const { focused } = before.current;
    if (!open && focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
  }, [open]);
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={title}
      size={size}
      autoFocus={false}
      destroyOnHidden
      closeIcon={null}
      extra={<IconButton icon="close" label={say('close')} onClick={onClose} />}
    >
      {children}
      <FocusRound />
    </Drawer>
  );
}
