import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { operationTitle } from '../../../domain/audit/operation-title.zh.ts';
import { Button } from '../../kit/button.tsx';
import { Field, TextInput } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { EmptyState, ErrorBanner, Skeleton, Tag } from '../../kit/notice.tsx';
import { useStaff, useToday } from '../shell/me.ts';
import { More } from '../shell/more.tsx';
import { usePages } from '../shell/pages.ts';
import { ScreenHead } from '../shell/screen-head.tsx';
import { shiftDay, shortMoment } from '../shell/times.ts';
import { say } from './messages.ts';

type Kind = 'look' | 'change' | '';

interface Asked {
  personQ: string;
  matterNumber: string;
  accountQ: string;
  kind: Kind;
  from: string;
  until: string;
}

/** 查阅记录: asked for by person, matter, account and time; nothing of it stands in the address. */
export function AuditScreen() {
  const today = useToday();
  const staff = useStaff();
  const [typed, setTyped] = useState<Asked>({
    personQ: '',
    matterNumber: '',
    accountQ: '',
    kind: '',
    from: shiftDay(today, -29),
    until: today,
  });
  const [asked, setAsked] = useState<Asked | null>(null);
  const { kind, from, until, ...words } = asked ?? typed;
  const list = usePages(
    'audit.search',
    { ...words, ...(kind && { kind }), ...(from && { from }), ...(until && { until }), limit: 50 },
    { enabled: asked !== null },
  );
  const change = (part: Partial<Asked>) => setTyped((before) => ({ ...before, ...part }));
  const find = (event: FormEvent) => {
    event.preventDefault();
    setAsked({ ...typed, personQ: typed.personQ.trim(), matterNumber: typed.matterNumber.trim(), accountQ: typed.accountQ.trim() });
  };
  return (
    <>
      <ScreenHead
        title={say('title')}
        aside={
          <span className="row">
            {staff.role === 'supervisor' && (
              <Link to="/audit/unusual" className="button button-outline">
                <Icon name="eye" /> {say('unusual')}
              </Link>
            )}
            <Link to="/audit/checkpoint" className="button button-outline">
              <Icon name="print" /> {say('checkpoint')}
            </Link>
          </span>
        }
      />
      <p className="quiet">{say('intro')}</p>
      <form className="panel form" onSubmit={find}>
        <div className="form-row">
          <TextInput
            label={say('person')}
            value={typed.personQ}
            onChange={(event) => change({ personQ: event.target.value })}
            placeholder={say('personPlaceholder')}
            maxLength={30}
            autoComplete="off"
          />
          <TextInput
            label={say('matter')}
            value={typed.matterNumber}
            onChange={(event) => change({ matterNumber: event.target.value })}
            maxLength={40}
            autoComplete="off"
          />
          <TextInput
            label={say('account')}
            value={typed.accountQ}
            onChange={(event) => change({ accountQ: event.target.value })}
            placeholder={say('accountPlaceholder')}
            maxLength={40}
            autoComplete="off"
          />
          <Field label={say('kind')}>
            {(tied) => (
              <select {...tied} className="control" value={typed.kind} onChange={(event) => change({ kind: event.target.value as Kind })}>
                <option value="">{say('kindAny')}</option>
                <option value="look">{say('look')}</option>
                <option value="change">{say('change')}</option>
              </select>
            )}
          </Field>
          <TextInput
            label={say('from')}
            type="date"
            value={typed.from}
            max={typed.until}
            onChange={(event) => change({ from: event.target.value })}
          />
          <TextInput
            label={say('until')}
            type="date"
            value={typed.until}
            min={typed.from}
            max={today}
            onChange={(event) => change({ until: event.target.value })}
          />
        </div>
        <div className="form-end">
          <Button type="submit" look="filled" icon="search" busy={list.isFetching}>
            {say('find')}
          </Button>
        </div>
      </form>
      {asked === null && (
        <EmptyState icon="eye" title={say('start')}>
          {say('startWords')}
        </EmptyState>
      )}
      {list.error && <ErrorBanner error={list.error} onRetry={() => void list.refetch()} />}
      {asked !== null && list.isPending && <Skeleton lines={8} card />}
      {list.data && list.items.length === 0 && (
        <EmptyState icon="search" title={say('none')}>
          {say('noneWords')}
        </EmptyState>
      )}
      {list.items.length > 0 && (
        <div>
          <div className="table-wrap">
            <table className="table table-cards">
              <thead>
                <tr>
                  <th scope="col">{say('colWhen')}</th>
                  <th scope="col">{say('colWho')}</th>
                  <th scope="col">{say('colKind')}</th>
                  <th scope="col">{say('colWhose')}</th>
                  <th scope="col">{say('colMatter')}</th>
                  <th scope="col">{say('colPurpose')}</th>
                </tr>
              </thead>
              <tbody>
                {list.items.map((row) => (
                  <tr key={row.id}>
                    <td className="cell-due">{shortMoment(row.at)}</td>
                    <td>
                      {row.actor} <span className="quiet">{row.roleTitle}</span>
                    </td>
                    <td>
                      <Tag tone={row.kind === 'look' ? 'brand' : 'wheat'} icon={row.kind === 'look' ? 'eye' : 'edit'}>
                        {row.kind === 'look' ? say('look') : say('change')}
                      </Tag>{' '}
                      {operationTitle(row.operation)}
                    </td>
                    <td data-label={say('colWhose')}>{row.personName ?? ''}</td>
                    <td data-label={say('colMatter')}>
                      {/* An administrator has no part in matters and could not open one. */}
                      {row.matterId && staff.role === 'administrator' && row.matterNumber}
                      {row.matterId && staff.role !== 'administrator' && (
                        <Link to="/matters/$id" params={{ id: row.matterId }} search={{}}>
                          {row.matterNumber}
                        </Link>
                      )}
                    </td>
                    <td data-label={say('colPurpose')}>{row.purpose}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <More list={list} />
        </div>
      )}
    </>
  );
}
