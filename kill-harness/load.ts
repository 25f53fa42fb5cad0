import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { drain } from '../domain/outbox/drain.ts';
import { fileMark, type NewEntry, type OutboxEntry, PART_BYTES } from '../domain/outbox/entry.ts';
import { reduce } from '../domain/outbox/reduce.ts';
import { GRID, NEXT_VILLAGE, type PersonKey, VILLAGE } from '../server/testing/people.ts';
import { type Answer, Client } from './client.ts';
import type { Ledger } from './ledger.ts';
import type { Stage } from './stage.ts';

const PHONE = '13895550001';
/** Between two commands of one person; together some hundred writes a second. */
const breath = () => sleep(Math.random() * 40);
/** The clock of the phone's pauses: minutes of waiting pass in seconds. */
const HURRY = 40;

interface Load {
  stage: Stage;
  ledger: Ledger;
  going(): boolean;
}

/** A paper of a little more than one part. */
const paper = (): Buffer => Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(PART_BYTES + 2000), Buffer.from('\n%%EOF\n')]);
const photo = (): Promise<Buffer> =>
  sharp(randomBytes(260 * 260 * 3), { raw: { width: 260, height: 260, channels: 3 } })
    .png()
    .toBuffer();

const appeal = (ledger: Ledger, village: string, more: Answer = {}): Answer => ({
  words: ledger.marker(),
  category: 'roads.lamp',
  village,
  ...more,
});
const atCounter = { channel: 'counter', contact: { name: '王秀兰', phone: PHONE } };

/** A worker of a station: takes matters in at the counter, signs them, notes progress, answers. */
async function counter({ stage, ledger, going }: Load, who: PersonKey, village: string): Promise<void> {
  const client = new Client(stage, ledger, who);
  while (going()) {
    let matter = await client.command('matters.file', appeal(ledger, village, atCounter));
    if (matter) matter = { id: matter.id, seq: 1 };
    const comment = (toResident: boolean) => ({ words: ledger.marker(), toResident });
    for (const [step, input] of [
      ['sign', () => ({})],
      ['comment', () => comment(false)],
      ['comment', () => comment(true)],
      ['answer', () => ({ words: ledger.marker() })],
    ] as const) {
      await breath();
      if (matter && going()) matter = await client.command(`matters.${step}`, { id: matter.id, seq: matter.seq, ...input() });
    }
    await breath();
  }
}

/** Two people who write into the same matter at the same moment: one of them is too late. */
async function rivals({ stage, ledger, going }: Load): Promise<void> {
  const [one, other] = [new Client(stage, ledger, 'stationHead'), new Client(stage, ledger, 'stationWorker')];
  while (going()) {
    const filed = await one.command('matters.file', appeal(ledger, VILLAGE, atCounter));
    for (let seq = 1; filed && seq < 4 && going(); ) {
      const words = () => ({ id: filed.id, seq, words: ledger.marker() });
      const answers = await Promise.all([one, other].map((client) => client.command('matters.comment', words())));
      const after = Math.max(...answers.map((answer) => Number(answer?.seq ?? 0)));
      if (after === 0) break;
      seq = after;
      await breath();
    }
    await breath();
  }
}

/** A clerk who takes papers in: uploads in parts, and what is filed names them. */
async function papers({ stage, ledger, going }: Load): Promise<void> {
  const client = new Client(stage, ledger, 'clerk');
  while (going()) {
    const file = await client.upload(Math.random() < 0.3 ? await photo() : paper());
    // Some are forgotten, for the sweep to find.
    if (file && Math.random() < 0.8) await client.command('matters.file', appeal(ledger, VILLAGE, { ...atCounter, attachments: [file] }));
    await sleep(200 + Math.random() * 300);
  }
}

/** A resident at home; their filings are few, since the server allows ten a minute. */
async function resident({ stage, ledger, going }: Load): Promise<void> {
  const client = new Client(stage, ledger, 'resident');
  while (going()) {
    const filed = await client.command('matters.file', appeal(ledger, VILLAGE));
    let seq = 1;
    for (let more = 0; filed && more < 20 && going(); more += 1) {
      await sleep(200 + Math.random() * 200);
      const answer = await client.command('matters.add-words', { id: filed.id, seq, words: ledger.marker() });
      if (!answer) break;
      seq = Number(answer.seq);
    }
    await sleep(3_000);
  }
}

/** What a grid worker wrote down without a network: a matter with its photo, a word that follows it. */
function fieldWork(ledger: Ledger, author: string, files: Map<string, Buffer>): NewEntry[] {
  const [filing, key] = [randomUUID(), randomUUID()];
  const common = { author, thread: filing, madeAt: new Date().toISOString(), title: '路灯' };
  const withFile = Math.random() < 0.15;
  const content = paper();
  if (withFile) files.set(key, content);
  const attachments = withFile ? [{ key, bytes: content.length, mediaType: 'application/pdf' }] : [];
  const input = appeal(ledger, VILLAGE, { grid: GRID, channel: 'field', attachments: attachments.map((file) => fileMark(file.key)) });
  return [
    { ...common, commandId: filing, operation: 'matters.file', input, attachments },
    {
      ...common,
      commandId: randomUUID(),
      operation: 'matters.comment',
      input: { seq: 1, words: ledger.marker() },
      follows: { commandId: filing, fill: { id: 'id' } },
    },
  ];
}

/** A phone: the outbox of the field app with its own sender, which never gives up. */
async function phone({ stage, ledger, going }: Load): Promise<void> {
  const client = new Client(stage, ledger, 'gridWorker');
  const now = () => Date.now() * HURRY;
  while (going()) {
    const files = new Map<string, Buffer>();
    let kept: OutboxEntry[] = [];
    for (let made = 0; made < 4; made += 1)
      for (const entry of fieldWork(ledger, client.account, files)) kept = reduce(kept, { kind: 'added', entry });
    // Once everybody is to stop, what waits still goes out; a thousand rounds are minutes.
    for (let [more, done] = [0, false]; !done && more < 1_000; more += going() ? 0 : 1) {
      const { why } = await drain({
        account: client.account,
        online: () => true,
        now,
        instant: () => new Date().toISOString(),
        entries: async () => kept,
        apply: async (event) => {
          kept = reduce(kept, event);
          return kept;
        },
        upload: ({ key, part }) => client.tryUpload(key, files.get(key) as Buffer, part),
        call: (operation, input, commandId, madeAt) => client.tryCommand(operation, input, commandId, madeAt),
      });
      done = why === 'nothing';
      await breath();
    }
    await breath();
  }
}

/** Everybody at once; resolves when `going` has become false and each has finished what they were at. */
export async function runLoad(load: Load): Promise<void> {
  await Promise.all([
    counter(load, 'stationWorker', VILLAGE),
    counter(load, 'stationHead', VILLAGE),
    counter(load, 'nextStationWorker', NEXT_VILLAGE),
    rivals(load),
    papers(load),
    resident(load),
    phone(load),
  ]);
}
