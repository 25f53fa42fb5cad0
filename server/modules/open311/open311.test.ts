import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAMP, type Town, town } from '../../testing/matters.ts';
import { NEXT_VILLAGE, OTHER_VILLAGE, VILLAGE } from '../../testing/people.ts';

let place: Town;
let base: string;
let key: string;
beforeAll(async () => {
  place = await town();
  base = `${await place.http.listen({ port: 0, host: '127.0.0.1' })}/open311/v2`;
  key = (await issue('640121104')).key;
});
afterAll(() => place.stop());

async function issue(territory: string) {
  const { status, body } = await place.send<{ id: string; key: string }>('administrator', 'clients.add', {
    name: '12345 热线',
    territory,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

type Row = Record<string, string | null>;
const FIELDS = { service_code: LAMP.category, address_id: VILLAGE, description: LAMP.words };
const get = (path: string) => fetch(`${base}/${path}`);
const list = async (query: string): Promise<Row[]> => (await (await get(`requests.json?${query}`)).json()) as Row[];
const post = (fields: Record<string, string>, format = 'json') =>
  fetch(`${base}/requests.${format}`, { method: 'POST', body: new URLSearchParams(fields) });
const numbers = (rows: Row[]) => rows.map((row) => row.service_request_id);
const COUNTY = 'jurisdiction_id=640121';

describe('services', () => {
  it('are listed in JSON and XML, with a definition of each', async () => {
    const services = (await (await get('services.json')).json()) as Row[];
    expect(services.find(({ service_code }) => service_code === 'roads.lamp')).toMatchObject({
      service_name: '路灯',
      type: 'realtime',
      metadata: true,
    });
    const xml = await get('services.xml?jurisdiction_id=640121');
    expect(xml.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(await xml.text()).toContain('<services><service><service_code>water.tap</service_code>');
    expect(await (await get('services/roads.lamp.json')).json()).toMatchObject({
      service_code: 'roads.lamp',
      attributes: [{ code: 'hidden' }],
    });
    expect(await (await get('services/roads.lamp.xml')).text()).toContain(
      '<service_definition><service_code>roads.lamp</service_code><attributes><attribute>',
    );
    expect(await (await get('discovery.json')).json()).toMatchObject({ endpoints: [{ type: 'production' }] });
  });

  it('of what is not there are an error in the format asked for', async () => {
    const json = await get('services/moon.json');
    expect(json.status).toBe(404);
    expect(await json.json()).toEqual([{ code: '404', description: 'service_code provided was not found' }]);
    const xml = await get('services.xml?jurisdiction_id=999999');
    expect(xml.status).toBe(404);
    expect(await xml.text()).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<errors><error><code>404</code><description>jurisdiction_id provided was not found</description></error></errors>\n',
    );
    for (const path of ['nothing', 'services/roads.lamp', 'requests/x.json', 'tokens/x.json'])
      expect((await get(path)).status, path).toBe(404);
  });
});

describe('filing', () => {
  it('with a key becomes an appeal like any other, whose receipt goes to the other system', async () => {
    const answer = await post({
      ...FIELDS,
      api_key: key,
      last_name: '马',
      first_name: '小军',
      phone: '13895016029',
      email: 'x@example.cn',
    });
    expect(answer.status).toBe(201);
    const [filed] = (await answer.json()) as [Row];
    expect(filed.service_request_id).toMatch(new RegExp(`^${VILLAGE}-20261124-\\d{6}$`));
    const receipt = /凭条码 ([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(filed.service_notice ?? '')?.[1] as string;
    const { body } = await place.send<{ matters: { number: string }[] }>({ receipt }, 'matters.mine');
    expect(body.matters.map(({ number }) => number)).toEqual([filed.service_request_id]);
    const trace = await place.prepare(({ db }) =>
      db.selectFrom('audit').select(['actor', 'territory']).where('operation', '=', 'open311.file').executeTakeFirst(),
    );
    expect(trace).toEqual({ actor: 'Open311 12345 热线', territory: VILLAGE });
    expect(await (await get(`tokens/${filed.service_request_id}.json`)).json()).toEqual([
      { service_request_id: filed.service_request_id, token: filed.service_request_id },
    ]);
  });

  it('answers XML to who asks for it', async () => {
    const answer = await post({ ...FIELDS, api_key: key, description: '路灯 <坏> & "灭"' }, 'xml');
    expect(await answer.text()).toMatch(/^<\?xml .*\n<service_requests><request><service_request_id>\d{12}-/);
  });

  it('without a key, with a wrong or a withdrawn one, or elsewhere is refused', async () => {
    const gone = await issue('640121104');
    await place.send('administrator', 'clients.end', { id: gone.id });
    const count = async () => (await place.queue('supervisor', 'all')).length;
    const before = await count();
    for (const [fields, sentence] of [
      [{}, 'api_key was not provided'],
      [{ api_key: 'A'.repeat(43) }, 'api_key is not known or was taken back'],
      [{ api_key: "' or 1=1" }, 'api_key is not known or was taken back'],
      [{ api_key: gone.key }, 'api_key is not known or was taken back'],
      [{ api_key: key, address_id: OTHER_VILLAGE }, 'the api_key may not file in this place'],
    ] as const) {
      const answer = await post({ ...FIELDS, ...fields });
      expect(await answer.json()).toEqual([{ code: '403', description: sentence }]);
      expect(answer.status).toBe(403);
    }
    expect(await count()).toBe(before);
  });

  it('names each argument that is wrong', async () => {
    const wrong = async (fields: Record<string, string>) => {
      const answer = await post({ ...FIELDS, api_key: key, ...fields });
      return [answer.status, ((await answer.json()) as { description: string }[]).map(({ description }) => description).join('|')];
    };
    expect(await wrong({ description: '', address_id: '' })).toEqual([400, 'address_id was not provided|description was not provided']);
    expect(await wrong({ service_code: 'moon' })).toEqual([404, 'service_code provided was not found']);
    expect(await wrong({ address_id: '123' })).toEqual([400, expect.stringContaining('12 digits')]);
    expect(await wrong({ address_id: `${VILLAGE}999` })).toEqual([400, 'address_id: 这个村没有这个网格。']);
    expect(await wrong({ phone: '12' })).toEqual([400, expect.stringMatching(/^phone: /)]);
    expect(await wrong({ lat: '38' })).toEqual([400, 'lat and long go together']);
    expect(await wrong({ lat: 'x', long: '106' })).toEqual([400, expect.stringMatching(/^lat: /)]);
    expect(await wrong({ media_url: 'http://169.254.169.254/' })).toEqual([400, expect.stringContaining('media_url')]);
    expect(await wrong({ description: '长'.repeat(1001) })).toEqual([400, expect.stringMatching(/^description: /)]);
    const json = await fetch(`${base}/requests.json`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    expect(json.status).toBe(415);
  });
});

describe('what everybody may read', () => {
  it('is category, state, village and day, and nothing a person said or did', async () => {
    const words = '三组12号马秀英家门口的路灯坏了，电话13895016029';
    const filed = await place.file('resident', { words, title: '马秀英家的灯', address: '三组12号', grid: `${VILLAGE}001` });
    const text = await (await get(`requests/${filed.number}.json`)).text();
    expect(JSON.parse(text)).toEqual([
      {
        service_request_id: filed.number,
        status: 'open',
        status_notes: '待签收',
        service_name: '路灯',
        service_code: 'roads.lamp',
        description: null,
        agency_responsible: expect.stringContaining('服务站'),
        service_notice: null,
        requested_datetime: '2026-11-24T00:00:00+08:00',
        updated_datetime: '2026-11-24T00:00:00+08:00',
        expected_datetime: expect.stringMatching(/T00:00:00\+08:00$/),
        address: expect.stringMatching(/村$/),
        address_id: VILLAGE,
        zipcode: null,
        lat: null,
        long: null,
        media_url: null,
      },
    ]);
    for (const secret of ['马秀英', '三组', '13895016029', `${VILLAGE}001`, filed.id, filed.receiptCode])
      expect(text).not.toContain(secret);
    expect(await (await get(`requests/${filed.number}.xml`)).text()).toContain('<description/>');
  });

  it('leaves out who asked to be hidden, what touches a household, other kinds, and what was taken back', async () => {
    const hidden = await place.file('neighbour', { hidden: true });
    const joined = await place.file('resident', { words: '村口的灯又坏了' });
    await place.send('neighbour', 'matters.join', { id: joined.id, hidden: true });
    const violence = await place.file(null, { words: '邻居家天天打老婆', category: 'order.violence' });
    const relief = await place.file('resident', { words: '想申请低保', category: 'care.relief' });
    const back = await place.file('resident', { words: '巷口的灯不亮' });
    await place.take('resident', 'withdraw', back.id);
    const shown = await place.file('resident', { words: '桥头的灯不亮' });
    const all = numbers(await list(COUNTY));
    expect(all).toContain(shown.number);
    for (const secret of [hidden, joined, violence, relief, back]) {
      expect(all).not.toContain(secret.number);
      expect((await get(`requests/${secret.number}.json`)).status).toBe(404);
      expect((await get(`tokens/${secret.number}.json`)).status).toBe(404);
      expect(await list(`service_request_id=${secret.number}`)).toEqual([]);
      // A page that begins after it tells nothing of it either.
      const elsewhere = `${secret.number.slice(0, -6)}999998`;
      expect((await list(`${COUNTY}&after=${secret.number}`)).length).toBeLessThanOrEqual(
        (await list(`${COUNTY}&after=${elsewhere}`)).length,
      );
    }
    expect(await list(`${COUNTY}&service_code=order.violence,care.relief`)).toEqual([]);
  });

  it('is found by place, service, state and day, a page at a time', async () => {
    const next = await place.file('villagerNext', { words: '渠边的灯不亮', village: NEXT_VILLAGE });
    const there = numbers(await list(`jurisdiction_id=${NEXT_VILLAGE}`));
    expect(there).toEqual([next.number]);
    expect(await list('jurisdiction_id=640122')).toEqual([]);
    expect(await list(`${COUNTY}&service_code=water.tap`)).toEqual([]);
    expect(await list(`${COUNTY}&status=closed`)).toEqual([]);
    expect(await list(`${COUNTY}&end_date=2026-11-23T10:00:00Z`)).toEqual([]);
    // Within a day no question finds the hour.
    expect((await list(`${COUNTY}&start_date=2026-11-24T15:00:00Z&end_date=2026-11-24T15:30:00Z`)).length).toBe(
      (await list(COUNTY)).length,
    );
    const first = await get(`requests.json?${COUNTY}&page_size=2`);
    const pages = [numbers((await first.json()) as Row[])];
    for (let link = first.headers.get('link'); link; ) {
      const page = await fetch(new URL(/<(.+)>; rel="next"/.exec(link)?.[1] as string, base));
      pages.push(numbers((await page.json()) as Row[]));
      link = page.headers.get('link');
    }
    expect(pages.flat()).toEqual(numbers(await list(COUNTY)));
    expect(pages.length).toBeGreaterThan(2);
    await place.take('nextStationWorker', 'sign', next.id);
    await place.take('nextStationWorker', 'answer', next.id, { words: '换好了' });
    expect(await list(`jurisdiction_id=${NEXT_VILLAGE}&status=closed`)).toMatchObject([{ status: 'closed', status_notes: '已答复' }]);
  });

  it('refuses questions nobody could answer', async () => {
    for (const query of [
      '',
      'jurisdiction_id=64',
      `${COUNTY}&status=gone`,
      `${COUNTY}&start_date=yesterday`,
      `${COUNTY}&page_size=0`,
      `${COUNTY}&after=x`,
    ])
      expect((await get(`requests.json?${query}`)).status, query).toBe(400);
    expect((await get(`requests.json?${COUNTY}&start_date=2026-01-01&end_date=2026-11-01`)).status).toBe(400);
  });

  it('opens nothing to who is signed in, and a form opens nothing elsewhere', async () => {
    const answer = await fetch(`${base}/requests.json?${COUNTY}`, { headers: { cookie: `linli_session=${place.as.dispatcher}` } });
    expect(numbers((await answer.json()) as Row[])).toEqual(numbers(await list(COUNTY)));
    const elsewhere = await fetch(new URL('/api/matters/file', base), {
      method: 'POST',
      headers: { 'x-linli': '1' },
      body: new URLSearchParams(FIELDS),
    });
    expect(elsewhere.status).toBe(415);
  });
});

describe('keys', () => {
  it('are given by an administrator for the own range, shown once', async () => {
    expect((await place.send('administrator', 'clients.add', { name: '热线', territory: '640122' })).status).toBe(409);
    expect((await place.send('dispatcher', 'clients.add', { name: '热线', territory: '640121104' })).status).toBe(403);
    const { body } = await place.send('administrator', 'clients.list');
    expect(JSON.stringify(body)).toContain('12345 热线');
    expect(JSON.stringify(body)).not.toContain(key);
    const { body: others } = await place.send<{ clients: unknown[] }>('otherAdministrator', 'clients.list');
    expect(others.clients).toEqual([]);
    const own = await issue('640121');
    expect((await place.send('otherAdministrator', 'clients.end', { id: own.id })).status).toBe(404);
    expect((await place.send('administrator', 'clients.end', { id: own.id })).status).toBe(200);
    expect((await place.send('administrator', 'clients.end', { id: own.id })).status).toBe(409);
  });
});
