import type { InputOf } from '../../kit/call.ts';
import type { AppealDraft } from '../device.ts';
import { t } from './messages.ts';

/** What stands for the words when someone spoke or only took photos. */
export function wordsOfDraft(draft: AppealDraft): string {
  return draft.words.trim() || (draft.voice ? t('voiceWords') : t('photoWords'));
}

/** The command for an appeal whose files are uploaded and whose category the form has settled. Throws when the village is not chosen: the form asks for it first. */
export function fileInput(draft: AppealDraft): InputOf<'matters.file'> {
  if (!draft.village) throw new Error('an appeal needs a village');
  return {
    words: wordsOfDraft(draft),
    category: (draft.category ?? 'affairs.other') as InputOf<'matters.file'>['category'],
    village: draft.village.code,
    ...(draft.grid && { grid: draft.grid.code }),
    address: draft.address.trim(),
    ...(draft.point && { point: draft.point }),
    attachments: [...draft.photos, ...(draft.voice ? [draft.voice] : [])].flatMap((file) => (file.fileId ? [file.fileId] : [])),
    contact: { name: draft.name.trim(), phone: draft.phone.replace(/\s/g, '') },
    ...(draft.person && { personId: draft.person }),
    ...(draft.look && { look: draft.look.id }),
    hidden: draft.hideName,
    channel: 'portal',
  };
}
