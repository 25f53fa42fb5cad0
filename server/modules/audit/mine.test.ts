import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { MyLooks } from '../../../domain/audit/contract.ts';
import { type Town, town, type Who } from '../../testing/matters.ts';
import { signInPhone } from '../../testing/world.ts';
import { accountPhone } from '../keys/index.ts';

type Answer = z.infer<typeof MyLooks>;

let place: Town;
beforeAll(async () => {
  place = await town();
});
afterAll(() => place.stop());

const looks = async (who: Who, input: object = {}): Promise<Answer> => (await place.send<Answer>(who, 'audit.mine', input)).body;

/** The station looks at the phone of whoever raised a matter. */
async function reveal(id: string, who: Who, purpose: string): Promise<void> {
  const { reporters } = await place.view(who, id);
  const answer = await place.send(who, 'matters.reveal', { id, reporterId: reporters[0]?.id, purpose });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

describe('who looked at me', () => {
  it('is told to the person: who, in which role, what, why and when', async () => {
    const { id } = await place.file('resident');
    await reveal(id, 'stationWorker', '打电话问路灯的位置');
    const { items } = await looks('resident');
    expect(items).toMatchObject([
      {
        at: place.clock.now().toISOString(),
        who: '马小兰（原隆村服务站）',
        roleTitle: '站务员',
        kind: 'look',
        title: '事项 · 看姓名和电话',
        purpose: '打电话问路灯的位置',
      },
    ]);
  });

  it('is told to nobody else, and to no one who is not signed in', async () => {
    for (const who of ['neighbour', 'otherResident'] as const) expect((await looks(who)).items, who).toEqual([]);
    for (const who of ['stationWorker', 'administrator', null] as const)
      expect([401, 403], String(who)).toContain((await place.send(who, 'audit.mine')).status);
  });

  it('is read page by page, the newest first', async () => {
    const { id } = await place.file('neighbour');
    for (const purpose of ['第一次', '第二次', '第三次']) {
      place.clock.advance(60_000);
      await reveal(id, 'stationWorker', purpose);
    }
    const first = await looks('neighbour', { limit: 2 });
    expect(first.items.map(({ purpose }) => purpose)).toEqual(['第三次', '第二次']);
    const rest = await looks('neighbour', { limit: 2, after: first.next });
    expect([rest.items.map(({ purpose }) => purpose), rest.next]).toEqual([['第一次'], null]);
  });

  it('leaves out what people did themselves', async () => {
    const own = await place.prepare(({ db }) =>
      db
        .selectFrom('audit')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('person_id', '=', place.people.resident)
        .where('account_id', '=', place.accounts.resident)
        .executeTakeFirstOrThrow(),
    );
    expect(own.n).toBeGreaterThan(0);
    expect((await looks('resident')).items).toHaveLength(1);
  });

  it('says in plain words who signed in, and not that nobody had', async () => {
    const phone = '13895016028';
    await place.prepare((tx) =>
      tx.db
        .updateTable('account')
        .set(accountPhone(tx, { county: '640121', id: place.accounts.resident }, phone))
        .where('id', '=', place.accounts.resident)
        .execute(),
    );
    const cookie = await signInPhone(place, phone);
    const { body } = await place.call<Answer>('audit.mine', {}, { as: cookie });
    expect(body.items).toContainEqual(
      expect.objectContaining({ who: '用您的手机验证码登录的人', roleTitle: '', title: '账号 · 登录', purpose: '登录' }),
    );
    expect(JSON.stringify(body)).not.toContain('未登录');
  });
});
