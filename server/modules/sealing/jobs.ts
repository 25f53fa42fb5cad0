import { type JobHandler, queue, type Schedule } from '../../platform/jobs.ts';
import { sealCounty } from './seal.ts';
import { countiesWithRecords, notesSince } from './store.ts';
import { publish } from './witness.ts';

const SEAL_JOB = 'sealing.seal';
const PUBLISH_JOB = 'sealing.publish';
const WITNESS_JOB = 'sealing.witness';

const EVERY_SECONDS = 10;
const PUBLISH_MINUTES = 10;

const seal: JobHandler = async ({ tx, app, now }) => {
  for (const county of await countiesWithRecords(tx)) await sealCounty(tx, app, now, county);
};

/** One job for each witness, so that one who cannot be reached holds up no other. Looks back twice, so that a late turn misses nothing. */
const publishToAll: JobHandler = async ({ tx, app, now }) => {
  const notes = await notesSince(tx, new Date(now.getTime() - 2 * PUBLISH_MINUTES * 60_000));
  if (!notes.length) return;
  await queue(
    tx,
    now,
    app.config.witnesses.map((witness) => ({ county: '000000', kind: WITNESS_JOB, payload: { witness, notes } })),
  );
};

const tellWitness: JobHandler = ({ payload }) => publish(String(payload.witness), payload.notes as string[]);

export const sealingJobs: Record<string, JobHandler> = { [SEAL_JOB]: seal, [PUBLISH_JOB]: publishToAll, [WITNESS_JOB]: tellWitness };
export const sealingSchedules: Schedule[] = [
  { kind: SEAL_JOB, everyMinutes: EVERY_SECONDS / 60 },
  { kind: PUBLISH_JOB, everyMinutes: PUBLISH_MINUTES },
];
