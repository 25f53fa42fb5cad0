import type { Inbox } from '../../../domain/messages/contract.ts';
import type { OpenState } from '../shell/state.ts';

export type Message = Inbox['items'][number];

/** The messages, newest first; one whose reading waits to be reported counts as read. */
export function messagesOf(open: OpenState): Message[] {
  const marked = new Set(
    open.entries.filter((entry) => entry.operation === 'messages.markRead').flatMap((entry) => entry.input.ids as string[]),
  );
  return (open.parts.get('inbox')?.items ?? []).map(({ value }) => {
    const message = value as Message;
    return marked.has(message.id) ? { ...message, read: true } : message;
  });
}
