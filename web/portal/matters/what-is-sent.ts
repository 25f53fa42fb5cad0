import { titleOf } from '../../../domain/matters/title.ts';
import { call, type OutputOf } from '../../kit/call.ts';
import type { AppealDraft, ApplicationDraft, Drafts, KeptReceipt, Outgoing } from '../device.ts';
import { applyInput, papersPhotographed } from '../services/apply-input.ts';
import { fileInput, wordsOfDraft } from './file-input.ts';

type LocalFile = { blob: Blob; fileId?: string };
type Sending = { commandId: string; account?: string };

/** How a kind of draft is sent: its files, its words in lists, its command, what its receipt says, where it is mended. */
interface WhatIsSent<Draft> {
  files: (draft: Draft) => LocalFile[];
  words: (draft: Draft) => string;
  account: (draft: Draft) => string | undefined;
  command: (draft: Draft, sending: Sending) => Promise<OutputOf<'matters.file'>>;
  receipt: (draft: Draft) => Pick<KeptReceipt, 'title' | 'place'>;
  draftKey: (draft: Draft) => keyof Drafts;
  form: (draft: Draft) => string;
}

const appeal: WhatIsSent<AppealDraft> = {
  files: (draft) => [...draft.photos, ...(draft.voice ? [draft.voice] : [])],
  words: wordsOfDraft,
  account: () => undefined,
  command: (draft, sending) => call('matters.file', fileInput(draft), sending),
  receipt: (draft) => ({
    title: titleOf(wordsOfDraft(draft)),
    place: [draft.village?.name, draft.grid?.name, draft.address.trim()].filter(Boolean).join(' '),
  }),
  draftKey: () => 'appeal',
  form: () => '/file',
};

const application: WhatIsSent<ApplicationDraft> = {
  files: (draft) => papersPhotographed(draft.papers).flatMap(({ photos }) => photos),
  words: (draft) => draft.item.name,
  account: (draft) => draft.account,
  command: (draft, sending) => call('proxy.apply', applyInput(draft), sending),
  receipt: (draft) => ({ title: draft.item.name, place: draft.village?.name }),
  draftKey: (draft) => `application:${draft.item.id}`,
  form: (draft) => `/services/${draft.item.id}/apply`,
};

/** The way of sending that fits what is on its way. */
const waysOf = ({ kind }: Outgoing) => (kind === 'application' ? application : appeal) as WhatIsSent<Outgoing['draft']>;

export const filesOf = (outgoing: Outgoing) => waysOf(outgoing).files(outgoing.draft);
export const wordsOf = (outgoing: Outgoing) => waysOf(outgoing).words(outgoing.draft);
export const accountOf = (outgoing: Outgoing) => waysOf(outgoing).account(outgoing.draft);
export const commandOf = (outgoing: Outgoing, sending: Sending) => waysOf(outgoing).command(outgoing.draft, sending);
export const receiptOf = (outgoing: Outgoing) => waysOf(outgoing).receipt(outgoing.draft);
export const draftKeyOf = (outgoing: Outgoing) => waysOf(outgoing).draftKey(outgoing.draft);
export const formOf = (outgoing: Outgoing) => waysOf(outgoing).form(outgoing.draft);
