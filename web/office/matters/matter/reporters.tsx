import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { Button } from '../../../kit/button.tsx';
import { call, type OutputOf } from '../../../kit/call.ts';
import { TextInput } from '../../../kit/field.tsx';
import { Icon } from '../../../kit/icons.tsx';
import { ErrorBanner, Tag } from '../../../kit/notice.tsx';
import { say } from './messages.ts';

type Reporter = MatterView['reporters'][number];

function RevealForm({
  matterId,
  reporter,
  onDone,
}: {
  matterId: string;
  reporter: Reporter;
  onDone: (found: OutputOf<'matters.reveal'>) => void;
}) {
  const [purpose, setPurpose] = useState(say('revealPreset'));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const client = useQueryClient();
  const look = async () => {
    setBusy(true);
    setError(null);
    try {
      const found = await call('matters.reveal', { id: matterId, reporterId: reporter.id, purpose: purpose.trim() });
      onDone(found);
      await client.invalidateQueries({ queryKey: ['matters.view'] });
    } catch (wrong) {
      setError(wrong);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void look();
      }}
    >
      <p>{say('revealWords')}</p>
      <TextInput
        label={say('revealPurpose')}
        value={purpose}
        onChange={(event) => setPurpose(event.target.value)}
        maxLength={100}
        required
        minLength={2}
      />
      <ErrorBanner error={error} />
      <div className="form-end">
        <Button type="submit" look="filled" icon="eye" busy={busy} disabled={purpose.trim().length < 2}>
          {say('revealDo')}
        </Button>
      </div>
    </form>
  );
}

function ReporterLine({ matterId, reporter, mayLook }: { matterId: string; reporter: Reporter; mayLook: boolean }) {
  const [asking, setAsking] = useState(false);
  // Shown only on this screen and never kept: leaving the page hides it again.
  const [found, setFound] = useState<OutputOf<'matters.reveal'> | null>(null);
  const anonymous = !reporter.hidden && !reporter.name && !reporter.phone;
  if (found) {
    return (
      <span className="reporter">
        {found.name || say('anonymous')}{' '}
        {found.phone ? <a href={`tel:${found.phone}`}>{found.phone}</a> : <span className="quiet">{say('noPhone')}</span>}
      </span>
    );
  }
  return (
    <span className="reporter">
      {anonymous ? say('anonymous') : reporter.name}
      {reporter.phone && <span className="quiet"> {reporter.phone}</span>}
      {reporter.hidden && (
        <Tag tone="plain" icon="lock">
          {say('hiddenName')}
        </Tag>
      )}
      {mayLook && !anonymous && (
        <button type="button" className="link" onClick={() => setAsking(true)}>
          {say('reveal')}
        </button>
      )}
      <Modal open={asking} title={say('revealTitle')} footer={null} onCancel={() => setAsking(false)} destroyOnHidden width={440}>
        <RevealForm
          matterId={matterId}
          reporter={reporter}
          onDone={(answer) => {
            setFound(answer);
            setAsking(false);
          }}
        />
      </Modal>
    </span>
  );
}

/** Who raised the matter, masked; looking at the whole number asks why and leaves a trace. `kept` from whoever it is about. */
export function Reporters({ view, mayLook, kept }: { view: MatterView; mayLook: boolean; kept: boolean }) {
  return (
    <span className="reporters">
      {view.reporters.length === 0 && say(kept ? 'reporterKept' : 'anonymous')}
      {view.reporters.map((reporter) => (
        <span key={reporter.id}>
          {reporter.part === 'joined' && <Icon name="plus" label={say('joinedReporter')} />}
          <ReporterLine matterId={view.id} reporter={reporter} mayLook={mayLook} />
        </span>
      ))}
    </span>
  );
}
