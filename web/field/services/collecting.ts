import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { CarriedService } from '../../../domain/field/contract.ts';
import type { CollectedMaterial, Mandate } from '../../../domain/matters/proxy-service/content.ts';
import { fileMark, type NewEntry, type OutboxEntry } from '../../../domain/outbox/entry.ts';
import { villageOf } from '../../../domain/territory/code.ts';
import { newCommandId } from '../../kit/call.ts';
import type { Photo } from '../../kit/photo-picker.tsx';
import { filesOf } from '../outbox/files-of.ts';
import type { DraftFile } from '../shell/draft-files.ts';
import { attachmentFor, materialsOf, type Papers, papersOf, photosOf } from './paper.ts';

/** An application being collected at a door, from the person to the signature. */
export interface Collecting {
  commandId: string;
  personId: string;
  itemId: string;
  papers: Papers;
  /** A date of the region; '' stands for the longest that is allowed. */
  until: string;
  signed: 'screen' | 'paper';
  signature?: DraftFile | undefined;
  paper: Photo[];
  otherSigns: boolean;
  signer: string;
}

export const newCollecting = (): Collecting => ({
  ...{
    commandId: newCommandId(),
    personId: '',
    itemId: '',
    papers: {},
    until: '',
    signed: 'screen',
    paper: [],
    otherSigns: false,
    signer: '',
  },
});

export const hasContent = ({ itemId, personId }: Collecting): boolean => Boolean(itemId && personId);

/** The days a mandate may run to, from today, as dates of the region. */
export const mandateDates = (now: Date, days: number): { today: string; last: string } => ({
  today: dateOfDay(dayOf(now)),
  last: dateOfDay(dayOf(now) + days),
});

/** The picture that stands for the mandate: what was written on the glass, or the paper. */
export const signedFile = ({ signed, signature, paper }: Collecting): DraftFile | undefined => (signed === 'screen' ? signature : paper[0]);

/** What still has to be put right before it can be kept, by place. */
export function faultsOf(collecting: Collecting, dates: { today: string; last: string }): { until?: true; sign?: true; signer?: true } {
  const until = collecting.until || dates.last;
  return {
    ...((until < dates.today || until > dates.last) && { until: true }),
    ...(!signedFile(collecting) && { sign: true }),
    ...(collecting.otherSigns && !collecting.signer.trim() && { signer: true }),
  };
}

/** What the outbox keeps of it. The person, the place and the item are known already; nothing is typed again. */
export function entryFor(
  collecting: Collecting,
  known: { item: CarriedService; grid: string; address: string; last: string; title: string; madeAt: string },
): { entry: Omit<NewEntry, 'author'>; files: Map<string, Blob> } {
  const { item, grid } = known;
  const file = signedFile(collecting);
  if (!file) throw new Error('a mandate without a signature');
  const photos = photosOf(item.materials, collecting.papers);
  const mandate: Mandate = {
    signed: collecting.signed,
    until: collecting.until || known.last,
    signer: collecting.otherSigns ? collecting.signer.trim() : '',
    file: fileMark(file.key),
  };
  return {
    entry: {
      commandId: collecting.commandId,
      operation: 'proxy.collect',
      thread: collecting.commandId,
      title: known.title,
      madeAt: known.madeAt,
      input: {
        item: item.id,
        personId: collecting.personId,
        village: villageOf(grid),
        grid,
        address: known.address,
        channel: 'field',
        materials: materialsOf(item.materials, collecting.papers),
        attachments: photos.map(({ photo }) => fileMark(photo.key)),
        mandate,
      },
      attachments: [...photos.map(({ photo, label }) => attachmentFor(photo, label)), attachmentFor(file)],
    },
    files: new Map([...photos.map(({ photo }) => photo), file].map(({ key, blob }) => [key, blob])),
  };
}

/** What was collected, from an entry that is to be mended, with its files as far as the phone still has them. */
export async function collectingOf(entry: OutboxEntry, bytesOf?: (key: string) => Promise<ArrayBuffer | undefined>): Promise<Collecting> {
  const photos = await filesOf(entry, bytesOf);
  const mandate = entry.input.mandate as Mandate;
  const signed = photos.find(({ photo }) => fileMark(photo.key) === mandate.file)?.photo;
  return {
    commandId: entry.commandId,
    personId: String(entry.input.personId),
    itemId: String(entry.input.item),
    papers: papersOf(entry.input.materials as CollectedMaterial[], photos),
    until: mandate.until,
    signed: mandate.signed,
    signature: mandate.signed === 'screen' ? signed : undefined,
    paper: mandate.signed === 'paper' && signed ? [signed] : [],
    otherSigns: mandate.signer !== '',
    signer: mandate.signer,
  };
}
