import { inboxOf } from '../messages/index.ts';
import { type FieldPart, itemsSince } from './part.ts';

/** The worker's own messages, newest first. */
export const inboxPart: FieldPart = {
  name: 'inbox',
  async read({ tx, actor, since }) {
    const messages = new Map((await inboxOf(tx, actor)).map((message) => [message.id, message]));
    const versions = [...messages.values()].map(({ id, read }) => ({ id, version: read ? 'read' : 'new' }));
    return itemsSince(since, versions, async (id) => messages.get(id));
  },
};
