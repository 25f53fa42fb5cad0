import { type AppointmentRole, ROLE_TITLES } from '../../../domain/accounts/roles.ts';
import { operationTitle } from '../../../domain/audit/operation-title.zh.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import type { MatterState } from '../../../domain/matters/state.ts';
import { statusTitleOf } from '../../../domain/matters/words.zh.ts';
import { CONSENTS, type ConsentPurpose } from '../../../domain/own-data/consents.ts';
import type { OwnData } from '../../../domain/own-data/contract.ts';
import { PRESENCE_TITLES } from '../../../domain/people/contract.ts';
import { maskIdentity } from '../../../domain/people/identity-number.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';
import { consentsOf } from '../consents/index.ts';
import { listMine } from '../matters/index.ts';
import { identityOf, type PersonRow } from '../people/index.ts';
import { aroundPerson } from './store.ts';

const SHANGHAI = 8 * 3_600_000;
/** An instant as people write it: 2026-11-24 09:00. */
const moment = (at: Date): string => new Date(at.getTime() + SHANGHAI).toISOString().slice(0, 16).replace('T', ' ');

/** Everything kept of one person, in the words of the portal; read with the rights of the system (Personal Information Protection Law, article 45). */
export async function collectOwnData(tx: Tx, person: PersonRow, now: Date): Promise<OwnData> {
  const county = countyOf(person.territory);
  const around = await aroundPerson(tx, county, person.id);
  const identity = maskIdentity(await identityOf(tx, { county, personId: person.id }));
  const consents = await consentsOf(tx, county, [person.id]);
  const matters = await listMine(tx, { kind: 'resident', county, accountId: '', personId: person.id, name: '', persons: [person.id] });
  return {
    madeAt: now.toISOString(),
    name: person.name,
    sections: [
      {
        title: '居民登记',
        basis: '村和社区为您服务（个人信息保护法第十三条）',
        kept: '住在本村期间，搬走后两年',
        rows: [
          { label: '姓名', value: person.name },
          { label: '电话', value: person.phone ?? '没有登记' },
          { label: '住址', value: [person.gridName, person.address].filter(Boolean).join(' ') || '没有登记' },
          { label: '与户主的关系', value: person.relation || '没有登记' },
          { label: '在家或外出', value: PRESENCE_TITLES[person.presence] },
        ],
      },
      {
        title: '身份证号',
        basis: '您自己同意的，替您办事时用，不必次次问您（个人信息保护法第二十九条）',
        kept: '收回同意或搬走就删，最长五年',
        rows: identity ? [{ label: '身份证号（只显示最后一位，不对就请服务站更正）', value: identity }] : [],
      },
      {
        title: '您的同意',
        basis: '您自己同意的，随时可以收回（个人信息保护法第十三条）',
        kept: '收回后三年',
        rows: consents.map((row) => ({
          label: CONSENTS[row.purpose as ConsentPurpose].title,
          value: `${moment(row.given_at)} 同意${row.withdrawn_at ? `，${moment(row.withdrawn_at)} 收回` : ''}`,
        })),
      },
      {
        title: '您的事',
        basis: '答复和办理您的事（个人信息保护法第十三条）',
        kept: '办完后十年，姓名和电话办完后三年',
        rows: matters.map((row) => {
          const state = row.state as unknown as MatterState;
          const status = statusTitleOf(definitionOf(state.kind, state.version), state.status);
          return { label: `${row.number} ${row.title}`, value: `${moment(row.filed_at)} · ${status}\n${state.words}` };
        }),
      },
      {
        title: '发给您的消息',
        basis: '告诉您事情办得怎么样（个人信息保护法第十三条）',
        kept: '一年',
        rows: around.messages.map(({ at, text }) => ({ label: moment(at), value: text })),
      },
      {
        title: '公开的职务',
        basis: '任职情况依法公开',
        kept: '长期',
        rows: around.posts.map(({ role, body, from }) => ({ label: from, value: `${body} · ${ROLE_TITLES[role as AppointmentRole]}` })),
      },
      {
        title: '谁看过、改过您的资料',
        basis: '防止有人乱看（个人信息保护法第五十一条）',
        kept: '六年，封存后不能改',
        rows: around.looks.map(({ at, actor, operation, purpose }) => ({
          label: moment(at),
          value: [actor, operationTitle(operation), purpose].filter(Boolean).join(' · '),
        })),
      },
    ],
  };
}
