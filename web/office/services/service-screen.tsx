import './services.css';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { App, Modal } from 'antd';
import { useState } from 'react';
import type { ServiceVersion } from '../../../domain/services/contract.ts';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { Banner, Tag } from '../../kit/notice.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { FormDrawer } from '../shell/form-drawer.tsx';
import { useStaff, useToday } from '../shell/me.ts';
import { ReadState } from '../shell/read-state.tsx';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { keepsCatalogue } from './county.ts';
import { say } from './messages.ts';
import { ServiceFacts } from './service-facts.tsx';
import { ServiceForm } from './service-form.tsx';

const STATES = {
  now: { title: () => say('stateNow'), tone: 'leaf' },
  coming: { title: () => say('stateComing'), tone: 'wheat' },
  past: { title: () => say('statePast'), tone: 'plain' },
} as const;

const spanOf = ({ validFrom, validUntil }: ServiceVersion): string =>
  validUntil ? say('fromUntil', { from: validFrom, until: validUntil }) : say('from', { from: validFrom });

function RetireForm({ id, onDone }: { id: string; onDone: () => void }) {
  const { message } = App.useApp();
  const today = useToday();
  const [day, setDay] = useState(today);
  const retire = useCommand('services.retire', { refresh: ['services.list', 'services.search', 'services.versions', 'services.item'] });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        retire.mutate(
          { id, validUntil: day },
          {
            onSuccess: () => {
              void message.success(say('retired', { date: day }));
              onDone();
            },
          },
        );
      }}
    >
      <p className="quiet">{say('retireWords')}</p>
      <TextInput
        label={say('retireDay')}
        type="date"
        min={today}
        value={day}
        onChange={(event) => setDay(event.target.value)}
        error={retire.error instanceof Problem ? retire.error.about('validUntil') : undefined}
      />
      <RefusalBanner error={retire.error} />
      <div className="form-end">
        <Button type="submit" look="danger" busy={retire.isPending} disabled={!day}>
          {say('retireDo')}
        </Button>
      </div>
    </form>
  );
}

function Shown({ id, county, versions }: { id: string; county: string; versions: ServiceVersion[] }) {
  const staff = useStaff();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'edit' | 'publish' | 'retire' | null>(null);
  const [latest] = versions as [ServiceVersion, ...ServiceVersion[]];
  const shown = versions.find(({ state }) => state === 'now') ?? latest;
  const keeps = keepsCatalogue(staff, county);
  const running = latest.validUntil === null;
  return (
    <>
      <ScreenHead
        title={shown.name}
        above={
          <>
            <Link to="/services">{say('title')}</Link>
            <Icon name="chevron-right" />
            <span>{shown.department || shown.code}</span>
          </>
        }
        aside={
          <>
            {shown.proxy && (
              <Link to="/services/$id/mandate" params={{ id }} className="button button-outline">
                <Icon name="print" />
                {say('blankMandate')}
              </Link>
            )}
            {keeps && (
              <>
                {shown.example && running && (
                  <Button look="filled" icon="check" onClick={() => setOpen('publish')}>
                    {say('publish')}
                  </Button>
                )}
                {!shown.example && (
                  <Button icon="edit" onClick={() => setOpen('edit')}>
                    {say('edit')}
                  </Button>
                )}
                {running && (
                  <Button look="quiet" icon="close" onClick={() => setOpen('retire')}>
                    {say('retire')}
                  </Button>
                )}
              </>
            )}
          </>
        }
      >
        <Tag tone={STATES[shown.state].tone}>{STATES[shown.state].title()}</Tag>
        <span className="screen-notes">{spanOf(shown)}</span>
      </ScreenHead>
      {shown.example && (
        <Banner tone="wheat" icon="info" title={say('example', { source: shown.example })}>
          {say('exampleWords')}
        </Banner>
      )}
      <Card>
        <ServiceFacts item={shown} />
      </Card>
      <Card title={say('versions')}>
        <ul className="versions">
          {versions.map((version) => (
            <li key={version.version}>
              <details>
                <summary>
                  {say('version', { n: version.version })} <Tag tone={STATES[version.state].tone}>{STATES[version.state].title()}</Tag>{' '}
                  <span className="quiet">{spanOf(version)}</span>
                </summary>
                <ServiceFacts item={version} />
              </details>
            </li>
          ))}
        </ul>
      </Card>
      <FormDrawer
        open={open === 'edit' || open === 'publish'}
        title={say(open === 'publish' ? 'publishTitle' : 'editTitle')}
        size={520}
        onClose={() => setOpen(null)}
      >
        {(open === 'edit' || open === 'publish') && (
          <ServiceForm
            how={open}
            item={open === 'edit' ? latest : shown}
            onDone={(kept) => {
              setOpen(null);
              if (kept !== id) void navigate({ to: '/services/$id', params: { id: kept } });
            }}
          />
        )}
      </FormDrawer>
      <Modal open={open === 'retire'} title={say('retireTitle')} footer={null} onCancel={() => setOpen(null)} destroyOnHidden width={420}>
        <RetireForm id={id} onDone={() => setOpen(null)} />
      </Modal>
    </>
  );
}

/** One item of the catalogue as it holds today, with every version and its days. */
export function ServiceScreen() {
  const { id } = useParams({ from: '/frame/services/$id' });
  const read = useRead('services.versions', { id });
  return (
    <ReadState read={read} lines={12}>
      {(data) => <Shown key={data.id} {...data} versions={data.versions as ServiceVersion[]} />}
    </ReadState>
  );
}
