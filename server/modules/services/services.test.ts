import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Permission } from '../../../domain/policy/permission.ts';
import type { ServiceItemView, ServiceVersion } from '../../../domain/services/contract.ts';
import { type Town, town } from '../../testing/matters.ts';
import { importCatalogue } from './index.ts';
import { keepOperations } from './keep.ts';

const EXAMPLES = readFileSync(new URL('../../data/services/example-catalogue.csv', import.meta.url), 'utf8');
const COUNTY = '640121';

let place: Town;
beforeAll(async () => {
  place = await town();
  await importCatalogue(place.databaseUrl, EXAMPLES, COUNTY);
});
afterAll(() => place.stop());

const search = async (q: string, county = COUNTY) =>
  (await place.send<{ items: { id: string; name: string; example: string }[] }>(null, 'services.search', { county, q })).body.items;
const item = async (id: string) => place.send<ServiceItemView>(null, 'services.item', { id });
const STAFF = { kind: 'staff', role: 'administrator', name: '苏敏' } as const;
const OWN = {
  code: 'yn-heating',
  name: '困难群众取暖补贴',
  department: '县民政局',
  materials: [{ name: '身份证' }, { name: '低保证' }],
  steps: ['村里申请', '镇里审核'],
  days: 10,
  online: true,
  validFrom: '2026-11-24',
};
const save = (who: Parameters<typeof place.send>[0], input: object) =>
  place.send<{ id: string; version: number }>(who, 'services.save', { ...OWN, ...input });

describe('import', () => {
  it('takes the examples in once, marked as examples, and twice changes nothing', async () => {
    const again = await importCatalogue(place.databaseUrl, EXAMPLES, COUNTY);
    expect(again).toMatchObject({ inserted: 0, updated: 0, refused: [] });
    expect(again.unchanged).toBeGreaterThan(1135);
    const [found] = await search('残疾人证新办');
    expect(found?.example).not.toBe('');
  });

  it('never lets an example take the place of the county’s own item', async () => {
    await importCatalogue(place.databaseUrl, 'code,name\nown-1,本县自己的事项', '640122');
    const again = await importCatalogue(place.databaseUrl, 'code,name,source\nown-1,别处的同名事项,广东省', '640122');
    expect(again).toMatchObject({
      inserted: 0,
      updated: 0,
      refused: [{ row: 2, reason: '编码 own-1 已经是本县自己的事项，示例不能盖过它' }],
    });
  });

  it('takes who may apply, the window and the fee; a fee that is no amount is refused', async () => {
    const result = await importCatalogue(
      place.databaseUrl,
      [
        'code,name,applicants,window,fee,fee_basis',
        'f1,不动产登记收费样例,自然人,三号窗口,80.5,发改价格〔2016〕2559号',
        'f2,收费写错样例,,,八十,',
      ].join('\n'),
      '640122',
    );
    expect(result).toMatchObject({ inserted: 1, refused: [{ row: 3, reason: 'fee：费用写数字' }] });
    const { body } = await place.send<{ items: { id: string; code: string }[] }>('clerk', 'services.list', { county: '640122' });
    expect((await item(body.items.find(({ code }) => code === 'f1')?.id ?? '')).body).toMatchObject({
      applicants: '自然人',
      window: '三号窗口',
      fee: 8050,
      feeBasis: '发改价格〔2016〕2559号',
    });
  });

  it('is for a county that exists', async () => {
    await expect(importCatalogue(place.databaseUrl, EXAMPLES, '999999')).rejects.toThrow('没有代码是 999999 的县');
  });

  it('names each refused row and why', async () => {
    const result = await importCatalogue(
      place.databaseUrl,
      ['code,name,days', 'a1,取暖补贴,10', 'a1,又一个,10', ',没有编码,', 'a2,坏天数,十天', 'a3,短,400'].join('\n'),
      '640122',
    );
    expect(result).toMatchObject({ inserted: 1, updated: 0 });
    expect(result.refused.map(({ row }) => row)).toEqual([3, 4, 5, 6]);
    expect(result.refused[0]?.reason).toBe('编码 a1 写了两次');
    expect(await search('取暖', '640122')).toHaveLength(1);
    expect((await search('取暖补贴')).map(({ name }) => name)).not.toContain('取暖补贴');
  });
});

describe('an item', () => {
  it('is found without an account, with what to bring, how long and by which law', async () => {
    const [found] = await search('想吃低保要什么手续');
    const listed = await search('最低生活保障审核确认');
    expect(found?.name).toContain('最低生活保障');
    expect((await item(listed[0]?.id ?? '')).body).toMatchObject({
      materials: [{ name: '申请书' }, { name: '身份证' }, { name: '户口簿' }, { name: '授权核对书' }],
      days: 25,
      basis: '最低生活保障审核确认办法',
      proxy: true,
    });
  });

  it('changes from its day on; before that day the old one holds', async () => {
    const { body } = await save('administrator', {});
    expect(body.version).toBe(1);
    expect((await save('administrator', { id: body.id, days: 5, validFrom: '2026-12-01' })).body.version).toBe(2);
    expect((await item(body.id)).body).toMatchObject({ days: 10, version: 1 });
    await place.at('2026-12-01 09:00');
    expect((await item(body.id)).body).toMatchObject({ days: 5, version: 2 });
    expect((await search('取暖补贴')).map(({ id }) => id)).toContain(body.id);
    await place.at('2026-11-24 09:00');
  });

  it('ends on a day and is then neither found nor applied for', async () => {
    const { body } = await save('administrator', { code: 'yn-old', name: '旧的窗口业务' });
    expect((await place.send('administrator', 'services.retire', { id: body.id, validUntil: '2026-11-25' })).status).toBe(200);
    expect((await item(body.id)).status).toBe(200);
    const { body: running } = await save('administrator', { code: 'yn-runs', name: '还在办的业务' });
    await place.at('2026-11-26 09:00');
    expect(await place.send('administrator', 'services.retire', { id: running.id, validUntil: '2026-11-25' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'validUntil', message: '停办的日子不能早于今天。' }] },
    });
    await place.at('2026-11-24 09:00');
    await place.at('2026-11-26 09:00');
    expect((await item(body.id)).status).toBe(404);
    expect((await search('旧的窗口业务')).map(({ id }) => id)).not.toContain(body.id);
    await place.at('2026-11-24 09:00');
    expect(await place.send('administrator', 'services.retire', { id: body.id, validUntil: '2026-11-27' })).toMatchObject({
      status: 409,
      body: { reason: '这个事项已经停办。' },
    });
  });

  it.each([
    [{ validFrom: '2026-11-01' }, 'validFrom'],
    [{ code: 'guide-03' }, 'code'],
    [{ materials: [{ name: '身份证' }, { name: '身份证' }] }, 'materials'],
    [{ name: '' }, 'name'],
    [{ days: -1 }, 'days'],
    [{ materials: [{ name: '身份证' }, { name: '宗教活动证明' }] }, 'materials.1.name'],
    [{ materials: [{ name: '民族成份证明' }] }, 'materials.0.name'],
    [{ steps: ['村里申请', '采集人脸'] }, 'steps.1'],
  ])('is refused with the field: %o', async (input, path) => {
    expect(await save('administrator', { code: 'yn-new', ...input })).toMatchObject({ status: 400, body: { errors: [{ path }] } });
  });
});

describe('the county’s own items', () => {
  it('stand before the examples when nothing is asked, and come in with their law', async () => {
    const county = '640122';
    const own = readFileSync(new URL('../../data/services/yongning-catalogue.csv', import.meta.url), 'utf8');
    await importCatalogue(place.databaseUrl, EXAMPLES, county);
    expect(await importCatalogue(place.databaseUrl, own, county)).toMatchObject({ inserted: 16, refused: [] });
    await place.at('2026-11-25 09:00');
    const listed = await search('', county);
    expect(listed.findIndex(({ example }) => example !== '')).toBeGreaterThanOrEqual(16);
    const [pension] = await search('60岁养老金怎么领', county);
    expect((await item(pension?.id ?? '')).body).toMatchObject({ code: 'yn-shebao-01', days: 5, proxy: true, example: '' });
    await place.at('2026-11-24 09:00');
  });
});

describe('the catalogue in the office', () => {
  const list = (who: Parameters<typeof place.send>[0], input: object = {}) =>
    place.send<{ items: { id: string; name: string; example: string }[]; next: string | null }>(who, 'services.list', {
      county: COUNTY,
      ...input,
    });

  it('is read by all staff, part by part and page by page', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await list('gridWorker', { part: 'examples', limit: 100, ...(after && { after }) });
      seen.push(...body.items.map(({ id }) => id));
      expect(body.items.every(({ example }) => example !== '')).toBe(true);
      after = body.next ?? undefined;
    } while (after);
    expect(seen.length).toBe(new Set(seen).size);
    expect(seen.length).toBeGreaterThan(1100);
    expect((await list('clerk', { part: 'own' })).body.items.every(({ example }) => example === '')).toBe(true);
    expect(await list('clerk', { after: 'rubbish' })).toMatchObject({ status: 400 });
  });

  it('shows every version with its days', async () => {
    const { body } = await save('administrator', { code: 'yn-versions', name: '有几个版本的事项' });
    await save('administrator', { id: body.id, code: 'yn-versions', name: '有几个版本的事项', fee: 0, validFrom: '2026-12-10' });
    const answer = await place.send<{ county: string; versions: ServiceVersion[] }>('clerk', 'services.versions', { id: body.id });
    expect(
      answer.body.versions.map(({ version, state, validFrom, validUntil, fee }) => [version, state, validFrom, validUntil, fee]),
    ).toEqual([
      [2, 'coming', '2026-12-10', null, 0],
      [1, 'now', '2026-11-24', '2026-12-09', null],
    ]);
    expect(await place.send('administrator', 'services.retire', { id: body.id, validUntil: '2026-12-01' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'validUntil' }] },
    });
  });

  it('copies an example as the county’s own; the example ends the day before and is applied for no more', async () => {
    const example = (await search('残疾人证新办')).find((one) => one.example.startsWith('国家规定'));
    const publish = (who: Parameters<typeof place.send>[0], input: object = {}) =>
      place.send<{ id: string; version: number; reason?: string }>(who, 'services.publish', {
        ...OWN,
        code: '640121-01',
        name: '残疾人证新办',
        example: example?.id,
        ...input,
      });
    expect(await publish('administrator', { code: 'guide-01' })).toMatchObject({ status: 400, body: { errors: [{ path: 'code' }] } });
    expect(await save('administrator', { id: example?.id, code: 'guide-01', name: '残疾人证新办' })).toMatchObject({
      status: 409,
      body: { reason: '这是别处的示例，请点「用作本县事项」再改。' },
    });
    for (const who of ['clerk', 'resident', 'supervisor', null] as const) expect([401, 403]).toContain((await publish(who)).status);
    expect((await publish('otherAdministrator')).status).toBe(404);
    const { body } = await publish('administrator');
    const found = await search('残疾人证新办');
    expect(found).toContainEqual(expect.objectContaining({ id: body.id, example: '' }));
    expect(found.map(({ id }) => id)).not.toContain(example?.id);
    expect((await item(example?.id ?? '')).status).toBe(404);
    expect((await publish('administrator', { code: 'again' })).status).toBe(409);
    expect((await publish('administrator', { example: body.id, code: 'again' })).body.reason).toBe('这已经是本县的事项，直接改就行。');
    // The example comes with the file again and stays ended.
    await importCatalogue(place.databaseUrl, EXAMPLES, COUNTY);
    expect((await search('残疾人证新办')).map(({ id }) => id)).not.toContain(example?.id);
  });

  it.each(['resident', null] as const)('is not paged through by %s', async (who) => {
    expect([401, 403]).toContain((await list(who)).status);
    expect([401, 403]).toContain((await place.send(who, 'services.versions', { id: '01930000-0000-7000-8000-00000000ffff' })).status);
  });
});

describe('who may not', () => {
  it.each(['resident', 'stationWorker', 'dispatcher', 'clerk', 'supervisor', null] as const)('%s keeps no catalogue', async (who) => {
    expect([401, 403]).toContain((await save(who, { code: 'x' })).status);
  });

  it('an administrator of a township, or of another county where the rows would show', () => {
    const permitOf = (name: string, range: string, subject: object | null) =>
      keepOperations
        .find((operation) => operation.name === name)
        ?.permit({
          actor: { ...STAFF, range },
          subject,
        } as never) as Permission;
    expect(permitOf('services.save', '640121', null).allowed).toBe(true);
    for (const range of ['640121104', '64']) expect(permitOf('services.save', range, null).allowed, range).toBe(false);
    const own = { county: COUNTY, valid_until: null, example: '' };
    for (const [range, allowed] of [
      ['640121', true],
      ['640104', false],
    ] as const)
      for (const name of ['services.save', 'services.retire']) expect(permitOf(name, range, own).allowed, `${name} ${range}`).toBe(allowed);
  });

  it('another county’s administrator changes or ends nothing here', async () => {
    const { body } = await save('administrator', { code: 'yn-mine', name: '本县的事项' });
    expect(await save('otherAdministrator', { id: body.id, code: 'yn-mine', name: '改了' })).toMatchObject({ status: 404 });
    expect((await place.send('otherAdministrator', 'services.retire', { id: body.id, validUntil: '2026-12-01' })).status).toBe(404);
    expect((await item(body.id)).body.name).toBe('本县的事项');
  });
});
