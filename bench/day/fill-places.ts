import type pg from 'pg';
import type { BodyKind } from '../../domain/bodies/body.ts';
import { DEPARTMENTS, departmentName, TOWNSHIP_OFFICES } from '../../domain/matters/appeal/departments.ts';
import { newId } from '../../server/platform/ids.ts';
import { bring, type Row } from './bring.ts';

export const GRIDS_A_VILLAGE = 8;

export interface FilledBody {
  id: string;
  kind: BodyKind;
  name: string;
  territory: string;
}

/** A village that is filled, with the bodies its matters go through. */
export interface FilledVillage {
  code: string;
  name: string;
  grids: string[];
  station: FilledBody;
  committee: FilledBody;
  centre: FilledBody;
}

export interface FilledPlaces {
  villages: FilledVillage[];
  centres: FilledBody[];
  offices: FilledBody[];
  departments: FilledBody[];
  governments: FilledBody[];
}

interface Division {
  code: string;
  name: string;
}

/** Fills the first villages by code, whole counties after one another, as a city has them: eight grids and the bodies of each village, township and county. */
export async function fillPlaces(client: pg.Client, count: number): Promise<FilledPlaces> {
  const { rows } = await client.query<Division>(`select code, name from division where level = 'village' order by code limit $1`, [count]);
  const names = new Map<string, string>();
  const above = await client.query<Division>(`select code, name from division where level in ('county', 'township')`);
  for (const { code, name } of above.rows) names.set(code, name);
  const bodies: Row[] = [];
  const add = (kind: BodyKind, territory: string, name: string, department: string | null = null): FilledBody => {
    const county = territory.slice(0, 6);
    const made = { id: newId(), kind, name, territory };
    const code = `${territory}.${bodies.length + 1}`;
    const contact = {
      phone: '0951-8094444',
      address: `${name}院内`,
      hours: '周一至周五 8:30—18:00',
      duties: name,
      valid_from: '2020-01-01',
    };
    bodies.push({ county, ...made, code, short_name: name, pinyin: '', initials: '', parent_id: null, department, ...contact });
    return made;
  };
  const counties = [...new Set(rows.map(({ code }) => code.slice(0, 6)))];
  const governments = counties.map((county) => add('county-government', county, `${names.get(county)}人民政府`));
  const departments = counties.flatMap((county) =>
    DEPARTMENTS.map((one) =>
      add('county-department', county, departmentName(one, { county: names.get(county) ?? '', city: '银川市' }), one.key),
    ),
  );
  const centres = new Map<string, FilledBody>();
  const offices: FilledBody[] = [];
  for (const township of new Set(rows.map(({ code }) => code.slice(0, 9)))) {
    for (const office of TOWNSHIP_OFFICES) {
      const name = departmentName(office, { township: names.get(township) ?? '' });
      if (office.key === 'township-service-centre') centres.set(township, add('township-centre', township, name, office.key));
      else offices.push(add('township-office', township, name, office.key));
    }
  }
  const villages = rows.map(({ code, name }): FilledVillage => {
    add('party-organisation', code, `${name}党支部`);
    add('supervision-committee', code, `${name}监督委员会`);
    return {
      code,
      name,
      grids: Array.from({ length: GRIDS_A_VILLAGE }, (_, at) => `${code}${String(at + 1).padStart(3, '0')}`),
      committee: add('villagers-committee', code, name),
      station: add('service-station', code, `${name}服务站`),
      centre: centres.get(code.slice(0, 9)) as FilledBody,
    };
  });
  const grids = villages.flatMap((village) =>
    village.grids.map((code, at) => ({
      code,
      parent: village.code,
      level: 'grid',
      name: `第${at + 1}网格`,
      short_name: `第${at + 1}网格`,
    })),
  );
  await bring(
    client,
    'division',
    grids.map((grid) => ({ ...grid, pinyin: '', initials: '', kind: '', urban_rural_class: '', valid_from: '2020-01-01' })),
  );
  await bring(client, 'body', bodies);
  return { villages, centres: [...centres.values()], offices, departments, governments };
}
