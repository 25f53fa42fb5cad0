import { useEffect, useState } from 'react';
import { newCommandId, Offline, Problem, uploadFile } from '../../kit/call.ts';
import { type AppealDraft, type ApplicationDraft, device, type Outgoing } from '../device.ts';
import { accountOf, commandOf, draftKeyOf, filesOf, receiptOf } from './what-is-sent.ts';

/** Pause between two tries while something waits, in milliseconds. */
const AGAIN_MS = 15_000;

/** What has arrived; its receipt is kept under the command id. */
export type Sent = { commandId: string };

type Listener = (event: { waiting: Outgoing[]; sent?: Sent }) => void;

const listeners = new Set<Listener>();
let sending = false;
let timer: ReturnType<typeof setTimeout> | undefined;

async function tell(sent?: Sent): Promise<void> {
  const waiting = await device.outbox();
  for (const listener of listeners) listener({ waiting, sent });
}

/** Uploads what is not yet uploaded and remembers each file at once, so that a dropped network repeats only the rest; tells before each which it is. */
async function uploadAll(outgoing: Outgoing, begins: (file: number | undefined) => void): Promise<void> {
  for (const [at, file] of filesOf(outgoing).entries()) {
    if (file.fileId) continue;
    begins(at);
    file.fileId = (await uploadFile(file.blob, { commandId: newCommandId(), account: accountOf(outgoing) })).id;
    await device.keepOutgoing(outgoing);
  }
  begins(undefined);
}

/** The server keeps an upload that nothing names for a day; what waited longer is uploaded anew. */
async function forgetUploads(outgoing: Outgoing): Promise<void> {
  for (const file of filesOf(outgoing)) file.fileId = undefined;
  await device.keepOutgoing(outgoing);
}

async function sendOne(outgoing: Outgoing): Promise<'sent' | 'refused' | 'sign-in' | 'later'> {
  const { commandId } = outgoing;
  const uploadedBefore = filesOf(outgoing).some(({ fileId }) => fileId);
  let file: number | undefined;
  try {
    await uploadAll(outgoing, (at) => {
      file = at;
    });
    const filed = await commandOf(outgoing, { commandId, account: accountOf(outgoing) });
    await device.keepReceipt({
      commandId,
      receipt: filed.receiptCode,
      matter: filed.id,
      number: filed.number,
      ...receiptOf(outgoing),
      holder: filed.holder,
      answerBy: filed.answerBy,
      filedAt: outgoing.madeAt,
      kind: outgoing.kind,
      account: accountOf(outgoing) ?? outgoing.by,
    });
    await device.dropOutgoing(commandId);
    await tell({ commandId });
    return 'sent';
  } catch (error) {
    if (error instanceof Offline) {
      await device.keepOutgoing({ ...outgoing, held: undefined });
      return 'later';
    }
    if (!(error instanceof Problem)) throw error;
    // Too many requests and a server in trouble are reasons to wait, not refusals.
    if (error.status === 429 || error.status >= 500) {
      await device.keepOutgoing({ ...outgoing, held: error.detail ?? error.title });
      return 'later';
    }
    if (error.status === 401) {
      await device.keepOutgoing({ ...outgoing, signIn: true });
      return 'sign-in';
    }
    if (uploadedBefore && error.about('attachments')) {
      await forgetUploads(outgoing);
      return sendOne(outgoing);
    }
    const { title, detail, reason, errors } = error;
    await device.keepOutgoing({ ...outgoing, refused: { title, detail: reason ?? detail, errors, file } });
    await tell();
    return 'refused';
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
      if ((await sendOne(outgoing)) === 'later') break;
    }
  });
  await tell();
  const left = (await device.outbox()).some((outgoing) => !outgoing.refused);
  if (left) timer = setTimeout(sendWaiting, AGAIN_MS);
}

type WhatToSend = { kind: 'appeal'; draft: AppealDraft } | { kind: 'application'; draft: ApplicationDraft };

/** Puts something on its way: kept on the device first, then sent. `by` is the account of whoever is signed in. */
export async function send(what: WhatToSend, by?: string): Promise<string> {
  const commandId = newCommandId();
  const outgoing = { commandId, madeAt: new Date().toISOString(), by, ...what };
  await device.keepOutgoing(outgoing);
  await device.dropDraft(draftKeyOf(outgoing));
  void sendWaiting();
  return commandId;
}

/** Takes what was refused or waits back into its form. */
export async function takeBack(commandId: string): Promise<void> {
  const outgoing = await device.outgoing(commandId);
  if (!outgoing) return;
  await device.keepDraft(draftKeyOf(outgoing), outgoing.draft);
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
