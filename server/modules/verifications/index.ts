import { countyOfActor, type StaffActor } from '../../../domain/accounts/actor.ts';
import {
  KnownFacts,
  ListedVerifications,
  ListVerifications,
  ReadKnownFacts,
  RequestVerification,
  VerificationRequested,
} from '../../../domain/matters/home-verification/contract.ts';
import { homeVerification } from '../../../domain/matters/home-verification/home-verification.ts';
import { OUTCOME_WORDS } from '../../../domain/matters/home-verification/story.zh.ts';
import { statusTitleOf } from '../../../domain/matters/words.zh.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { invalid } from '../../platform/problem.ts';
import { placeName, placeNames } from '../territory/index.ts';
import { aboutOf, factsTold, looksAtHousehold } from './about.ts';
import { requestVerification } from './request.ts';
import { listVerifications } from './store.ts';

export { verificationJobs } from './jobs.ts';
export { checklistOf } from './request.ts';

const ASKING = ['window-clerk', 'dispatcher'] as const;
const CHECKING = ['grid-worker', 'station-worker', 'station-head'] as const;

const request = operation({
  name: 'verifications.request',
  summary: 'Ask a village to check a household at home, with a checklist and a day.',
  clause: '2.4',
  kind: 'command',
  roles: ASKING,
  input: RequestVerification,
  output: VerificationRequested,
  permit: () => allow,
  run: requestVerification,
});

const facts = operation({
  name: 'verifications.facts',
  summary: 'What is held of a household, before a village is asked to confirm it; noted with the purpose.',
  clause: '2.4',
  kind: 'query',
  roles: ASKING,
  input: ReadKnownFacts,
  output: KnownFacts,
  permit: () => allow,
  run: async ({ tx, app, actor, input, audit }) => {
    const about = await aboutOf(tx, actor as StaffActor, input);
    const { application, household, facts } = about;
    for (const look of looksAtHousehold(actor as StaffActor, about, application?.id ?? null)) audit(look);
    return { household, place: await placeName(app, tx, facts.grid), address: facts.address, facts: factsTold(facts) };
  },
});

const CURSOR = /^([0-9TZ:.-]{20,30})\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function cursorOf(after: string | undefined): { at: string; id: string } | null {
  if (after === undefined) return null;
  const [, at, id] = CURSOR.exec(after) ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at))) throw invalid('after', '翻页位置不对，请重新打开。');
  return { at, id };
}

const list = operation({
  name: 'verifications.list',
  summary: 'The verifications one’s centre asked for or one’s station is asked to do, with when each is due and how it ended.',
  clause: '2.4',
  kind: 'query',
  roles: [...ASKING, ...CHECKING],
  input: ListVerifications,
  output: ListedVerifications,
  permit: () => allow,
  run: async ({ tx, app, actor, input, now, audit }) => {
    const county = countyOfActor(actor);
    const { body } = actor as StaffActor;
    const rows = await listVerifications(tx, { county, id: body.id }, input.part, cursorOf(input.after), input.limit + 1);
    const placeOf = await placeNames(app, tx, rows);
    const items = [];
    for (const row of rows.slice(0, input.limit)) {
      const { content, place, status } = row.state;
      const { worker, outcome, application } = content as {
        worker?: string;
        outcome?: keyof typeof OUTCOME_WORDS;
        application?: { id: string; number: string } | null;
      };
      items.push({
        id: row.id,
        number: row.number,
        title: row.title,
        place: placeOf(row),
        address: place.address,
        askedAt: row.filed_at.toISOString(),
        due: row.answer_due?.toISOString() ?? null,
        overdue: row.answer_due !== null && input.part === 'open' && row.answer_due < now,
        statusTitle: statusTitleOf(homeVerification, status),
        worker: worker ?? '',
        outcome: outcome ? OUTCOME_WORDS[outcome] : '',
        application: application ?? null,
      });
    }
    audit({ kind: 'look', county, territory: body.territory, detail: { list: 'verifications', count: items.length } });
    const last = items.at(-1);
    const at = input.part === 'open' ? last?.due : last?.askedAt;
    return { items, next: rows.length > input.limit && last && at ? `${at}|${last.id}` : null };
  },
});

export const verificationOperations: Operation[] = [request, facts, list];
