import { Checkpoints, ConsistencyProof, ReadCheckpoints, ReadConsistency } from '../../../domain/audit/proof.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { rangeOf } from '../../../domain/territory/code.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { shortNames } from '../territory/index.ts';
import { readNote } from './note.ts';
import { newestCheckpoint, proveConsistency } from './prove.ts';
import { newestNotes } from './store.ts';

const checkpoints = operation({
  name: 'sealing.checkpoints',
  summary: 'The newest signed checkpoint of each county of a place, for witnesses and for paper.',
  clause: '1.4',
  kind: 'query',
  roles: ['anyone'],
  input: ReadCheckpoints,
  output: Checkpoints,
  perMinute: 60,
  permit: () => allow,
  run: async ({ tx, app, input }) => {
    // What lies in a county is sealed in the tree of that county.
    const found = await newestNotes(tx, rangeOf(input.territory.slice(0, 6)));
    const names = await shortNames(
      tx,
      found.map(({ county }) => county),
    );
    return {
      key: app.sealKey.public.toString('base64'),
      items: found.flatMap(({ county, note }) => {
        const said = readNote(note);
        return said ? [{ county, countyName: names.get(county) ?? county, size: said.size, at: said.at.toISOString(), note }] : [];
      }),
    };
  },
});

const consistency = operation({
  name: 'sealing.consistency',
  summary: 'Proves that the newest checkpoint of a county continues the one somebody holds (RFC 9162, section 2.1.4).',
  clause: '1.4',
  kind: 'query',
  roles: ['anyone'],
  perMinute: 60,
  // Hashes of hashes, about nobody; who asks may be a witness without an account.
  asSystem: true,
  input: ReadConsistency,
  output: ConsistencyProof,
  load: async ({ tx, input }) => (await newestCheckpoint(tx, input.county)) ?? Promise.reject(notFound()),
  permit: () => allow,
  run: async ({ tx, app, input, subject: newest }) => {
    if (input.size > newest.size) throw invalid('size', `现在封存到第 ${newest.size} 条，比您手里的凭条少。请留好凭条，告诉上级督查的人。`);
    return proveConsistency(tx, app, newest, input.size);
  },
});

export const sealingOperations: Operation[] = [checkpoints, consistency];
