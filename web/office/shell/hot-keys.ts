import { useEffect, useRef } from 'react';

const TYPING = 'input, textarea, select, [contenteditable], [role="combobox"], dialog[open], .ant-drawer, .ant-modal';

/** Calls the handler of a key pressed outside fields and dialogs; keys by their `KeyboardEvent.key` in lower case. */
export function useHotKeys(handlers: Record<string, (event: KeyboardEvent) => void>): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      const handler = latest.current[event.key.toLowerCase()];
      if (!handler) return;
      event.preventDefault();
      handler(event);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
