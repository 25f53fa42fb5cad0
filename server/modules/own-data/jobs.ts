import type { Actor } from '../../../domain/accounts/actor.ts';
import { erasurePlan, erasureTold } from '../../../domain/own-data/erasure.ts';
import type { JobHandler } from '../../platform/jobs.ts';
import { residentsChanged } from '../changes/index.ts';
import { findMatter, takeStep } from '../matters/index.ts';
import { personById } from '../people/index.ts';
import { erasePerson } from './erase-person.ts';
import { noteErasedPerson } from './erased-people.ts';
import { mattersAround } from './store.ts';

/** Carries out the erasure a station decided, and says in the matter what went and what has to stay, with its law. Running twice does nothing. */
const erase: JobHandler = async ({ tx, app, now, payload }) => {
  const row = await findMatter(tx, String(payload.matterId));
  const personId = row?.reporters[0];
  if (row?.kind !== 'data-request' || row.state.status !== 'in-hand' || !personId) return;
  const { county } = row;
  const person = await personById(tx, county, personId);
  if (!person) return;
  tx.openMatter(row.id);
  const moved = row.state.content.moved === true;
  const { running, ended, post } = await mattersAround(tx, county, personId, row.id);
  await erasePerson(tx, { app, county, personId, moved }, now, now);
  await noteErasedPerson(tx, app.keysFolder, { county, personId, at: now, moved });
  if (moved) residentsChanged(tx, now, [person.territory, person.grid].filter(Boolean));
  const actor: Actor = { kind: 'system', name: '系统', county };
  await takeStep({
    ...{ tx, app, actor, now, row, step: 'erased', refs: {}, knowledge: { reportedByActor: false }, channel: 'portal' },
    input: { words: erasureTold(erasurePlan({ moved, holdsPost: post, running, ended })) },
  });
};

export const ownDataJobs: Record<string, JobHandler> = { 'ownData.erase': erase };
