import { FieldHousehold } from '../../../domain/field/contract.ts';
import { maskPhone } from '../../../domain/people/mask.ts';
import { invalid } from '../../platform/problem.ts';
import type { FieldPart } from './part.ts';
import { householdsOf, registerOf } from './people-store.ts';

const PAGE = 250;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The households of the grid, page by page; given again whole when anything about them has changed. */
export const householdsPart: FieldPart = {
  name: 'households',
  async read({ tx, actor, since, look }) {
    const { digest, persons } = await registerOf(tx, actor.range);
    if (since.whole === digest && !since.after) return { unchanged: true, items: [], ids: null, whole: digest, next: null };
    const [from, begun] = since.after?.split('~') ?? [];
    if (since.after && !(UUID.test(from ?? '') && begun)) throw invalid('since', '翻页位置不对，请从头同步');
    // The register changed between two pages: begin anew, or the pages would not fit together.
    const after = begun === digest ? (from ?? null) : null;
    const rows = await householdsOf(tx, actor.range, after, PAGE + 1);
    const page = rows.slice(0, PAGE);
    const last = rows.length > PAGE ? page.at(-1) : undefined;
    look({ purpose: '外勤离线携带本网格住户', detail: { households: page.length, persons } });
    return {
      unchanged: false,
      items: page.map((row) => ({
        id: row.id,
        version: after === null ? 'first' : 'more',
        value: FieldHousehold.parse({ ...row, members: row.members.map((member) => ({ ...member, phone: maskPhone(member.phone) })) }),
      })),
      ids: null,
      whole: digest,
      next: last ? `${last.id}~${digest}` : null,
    };
  },
};
