import { useEffect, useState } from 'react';
import { titleOf } from '../../../domain/matters/title.ts';
import { call, newCommandId, Offline, Problem, uploadFile } from '../../kit/call.ts';
import { type AppealDraft, device, type Outgoing } from '../device.ts';
import { fileInput, wordsOfDraft } from './file-input.ts';

/** Pause between two tries while something waits, in milliseconds. */
const AGAIN_MS = 15_000;

/** An appeal that has arrived; its receipt is kept under the command id. */
export type Sent = { commandId: string };

type Listener = (event: { waiting: Outgoing[]; sent?: Sent }) => void;

const listeners = new Set<Listener>();
let sending = false;
let timer: ReturnType<typeof setTimeout> | undefined;

async function tell(sent?: Sent): Promise<void> {
  const waiting = await device.outbox();
  for (const listener of listeners) listener({ waiting, sent });
}

/** Uploads what is not yet uploaded and remembers each file at once, so that a dropped network repeats only the rest. */
async function uploadAll(outgoing: Outgoing): Promise<Outgoing> {
  const { draft } = outgoing;
  for (const item of [...draft.photos, ...(draft.voice ? [draft.voice] : [])]) {
    if (item.fileId) continue;
    item.fileId = (await uploadFile(item.blob, { commandId: newCommandId() })).id;
    await device.keepOutgoing(outgoing);
  }
  return outgoing;
}

async function sendOne(outgoing: Outgoing): Promise<'sent' | 'refused' | 'offline'> {
  try {
    const { draft, commandId } = await uploadAll(outgoing);
    const filed = await call('matters.file', fileInput(draft), { commandId });
    const place = [draft.village?.name, draft.grid?.name, draft.address.trim()].filter(Boolean).join(' ');
    await device.keepReceipt({
      commandId,
      receipt: filed.receiptCode,
      matter: filed.id,
      number: filed.number,
      title: titleOf(wordsOfDraft(draft)),
      holder: filed.holder,
      answerBy: filed.answerBy,
      filedAt: outgoing.madeAt,
      place,
    });
    await device.dropOutgoing(commandId);
    await tell({ commandId });
    return 'sent';
  } catch (error) {
    if (error instanceof Offline) return 'offline';
    // Too many requests and a server in trouble are reasons to wait, not refusals.
    if (error instanceof Problem && error.status !== 429 && error.status < 500) {
      const { title, detail, errors } = error;
      await device.keepOutgoing({ ...outgoing, refused: { title, detail, errors } });
      await tell();
      return 'refused';
    }
    if (error instanceof Problem) return 'offline';
    throw error;
  }
}

/** One sender at a time, also across tabs where the browser offers locks; the command id protects the rest. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    if (navigator.locks) await navigator.locks.request('linli-outbox', { ifAvailable: true }, async (lock) => (lock ? work() : undefined));
    else await work();
  } finally {
    sending = false;
  }
}

/** Sends everything that waits, in order; tries again later when the network is away. */
export async function sendWaiting(): Promise<void> {
  clearTimeout(timer);
  await alone(async () => {
    for (const outgoing of await device.outbox()) {
      if (outgoing.refused) continue;
      if ((await sendOne(outgoing)) === 'offline') break;
    }
  });
  await tell();
  const left = (await device.outbox()).some((outgoing) => !outgoing.refused);
  if (left) timer = setTimeout(sendWaiting, AGAIN_MS);
}

/** Puts an appeal on its way: kept on the device first, then sent. */
export async function send(draft: AppealDraft): Promise<string> {
  const commandId = newCommandId();
  await device.keepOutgoing({ commandId, madeAt: new Date().toISOString(), draft });
  await device.dropDraft();
  void sendWaiting();
  return commandId;
}

/** Takes a refused or waiting appeal back into the form. */
export async function takeBack(commandId: string): Promise<void> {
  const outgoing = await device.outgoing(commandId);
  if (!outgoing) return;
  await device.keepDraft(outgoing.draft);
  await device.dropOutgoing(commandId);
  await tell();
}

/** Begins to send what an earlier visit left, now and whenever the network or the page comes back. */
export function startSending(): void {
  void sendWaiting();
  window.addEventListener('online', () => void sendWaiting());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void sendWaiting();
  });
}

/** What waits on this device; `onSent` is told when one has arrived. */
export function useOutbox(onSent?: (sent: Sent) => void): Outgoing[] {
  const [waiting, setWaiting] = useState<Outgoing[]>([]);
  useEffect(() => {
    const listener: Listener = (event) => {
      setWaiting(event.waiting);
      if (event.sent) onSent?.(event.sent);
    };
    listeners.add(listener);
    void device.outbox().then(setWaiting);
    return () => {
      listeners.delete(listener);
    };
  }, [onSent]);
  return waiting;
}
