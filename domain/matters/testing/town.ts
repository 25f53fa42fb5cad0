import type { Actor, StaffActor } from '../../accounts/actor.ts';
import type { StaffRole } from '../../accounts/roles.ts';
import type { BodyKind, BodyRef } from '../../bodies/body.ts';

/** A small town for worked cases: two villages, their stations, the township's centre and offices, two departments of the county. */
export const VILLAGE = '640121104205';
export const TOWNSHIP = '640121104';
export const COUNTY = '640121';

let made = 0;
const id = (): string => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`;
const body = (name: string, kind: BodyKind, territory: string): BodyRef => ({ id: id(), name, kind, territory });

export const station = body('原隆村服务站', 'service-station', VILLAGE);
export const nextStation = body('福宁村服务站', 'service-station', '640121104201');
export const centre = body('闽宁镇民生服务中心', 'township-centre', TOWNSHIP);
export const landOffice = body('自然资源和村镇建设办', 'township-office', TOWNSHIP);
export const cultureOffice = body('文化服务中心', 'township-office', TOWNSHIP);
export const water = body('永宁县水务局', 'county-department', COUNTY);
export const housing = body('永宁县住建局', 'county-department', COUNTY);
export const inspection = body('永宁县督查室', 'county-department', COUNTY);
export const otherCentre = body('望远镇民生服务中心', 'township-centre', '640121100');
export const BODIES = [station, nextStation, centre, landOffice, cultureOffice, water, housing];

export function staff(name: string, role: StaffRole, at: BodyRef, range = at.territory): StaffActor {
  return { kind: 'staff', accountId: id(), personId: id(), name, role, appointmentId: id(), body: at, range };
}

export const stationWorker = staff('马小兰', 'station-worker', station);
export const gridWorker = staff('海小军', 'grid-worker', station, `${VILLAGE}001`);
export const nextStationWorker = staff('王秀英', 'station-worker', nextStation);
export const clerk = staff('李敏', 'window-clerk', centre);
export const dispatcher = staff('张伟', 'dispatcher', centre);
export const landOfficer = staff('周强', 'office-staff', landOffice);
export const cultureOfficer = staff('吴芳', 'office-staff', cultureOffice);
export const waterOfficer = staff('刘洋', 'department-staff', water);
export const housingOfficer = staff('陈静', 'department-staff', housing);
export const supervisor = staff('杨帆', 'supervisor', inspection);
export const administrator = staff('赵磊', 'administrator', inspection);
export const otherDispatcher = staff('孙丽', 'dispatcher', otherCentre);
export const resident: Actor = { kind: 'resident', accountId: id(), personId: id(), name: '马占山', persons: [], county: COUNTY };
export const neighbour: Actor = { kind: 'resident', accountId: id(), personId: id(), name: '王海燕', persons: [], county: COUNTY };
export const stranger: Actor = { kind: 'anyone' };
export const system: Actor = { kind: 'system', name: '系统', county: COUNTY };

/** Everyone who may come near a matter of the village. */
export const EVERYONE: readonly Actor[] = [
  resident,
  neighbour,
  stranger,
  system,
  stationWorker,
  gridWorker,
  nextStationWorker,
  clerk,
  dispatcher,
  landOfficer,
  cultureOfficer,
  waterOfficer,
  housingOfficer,
  supervisor,
  administrator,
  otherDispatcher,
];

export const nameOf = (actor: Actor): string => ('name' in actor ? actor.name : '未登录的人');
