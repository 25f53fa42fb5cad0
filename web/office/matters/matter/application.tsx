import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { contentOf, filesOfMaterials, type ProxyContent } from '../../../../domain/matters/proxy-service/content.ts';
import { isApplicantsCard } from '../../../../domain/matters/proxy-service/papers.ts';
import { WAYS } from '../../../../domain/matters/proxy-service/story.zh.ts';
import { isOpen } from '../../../../domain/matters/state.ts';
import { Button } from '../../../kit/button.tsx';
import { Icon } from '../../../kit/icons.tsx';
import { IdentityNumber } from '../../people/identity-number.tsx';
import { mayKeepIdentity } from '../../people/may-keep.ts';
import { FormDrawer } from '../../shell/form-drawer.tsx';
import { useStaff, useToday } from '../../shell/me.ts';
import { shortMoment } from '../../shell/times.ts';
import { say as verifications } from '../../verifications/messages.ts';
import { VerificationForm } from '../../verifications/verification-form.tsx';
import { ClosedPapers } from './closed-papers.tsx';
import { Files } from './files.tsx';
import { say } from './messages.ts';
import { stateOf } from './offers.ts';

/** What an application is about; null for other kinds and for readers without the fold. */
export function applicationOf(view: MatterView): ProxyContent | null {
  const state = stateOf(view);
  return state && view.kind === 'proxy-service' ? contentOf(state) : null;
}

/** Pictures that stand beside their material or signature, so that nobody looks for them twice. */
export function filesOfApplication(view: MatterView): Set<string> {
  const content = applicationOf(view);
  return new Set(content ? [...filesOfMaterials(content.materials), ...(content.mandate ? [content.mandate.file] : [])] : []);
}

const filesNamed = (view: MatterView, ids: readonly string[]) => view.files.filter(({ id }) => ids.includes(id));

function MandateLine({ view, content }: { view: MatterView; content: ProxyContent }) {
  const today = useToday();
  const { mandate } = content;
  if (!mandate) return <p>{say('applicationOnline')}</p>;
  if (mandate.revokedAt)
    return (
      <p className="notice-line tone-brick">
        <Icon name="warn" />
        {say('mandateRevoked', { when: shortMoment(mandate.revokedAt) })}
      </p>
    );
  const over = mandate.until < today && isOpen(view.status);
  return (
    <>
      {over ? (
        <p className="notice-line tone-brick">
          <Icon name="warn" />
          {say('mandateOver', { until: mandate.until })}{' '}
          <Link to="/matters/$id" params={{ id: view.id }} search={{ step: 'renew-mandate' }}>
            {say('mandateRenew')}
          </Link>
        </p>
      ) : (
        <p>
          {say('mandateUntil', { until: mandate.until })}
          {mandate.signer && `，${say('mandateSigner', { signer: mandate.signer })}`}
        </p>
      )}
      <Files files={filesNamed(view, [mandate.file])} small />
    </>
  );
}

function Materials({ view, content }: { view: MatterView; content: ProxyContent }) {
  if (content.materials.length === 0) return <p className="quiet">{say('applicationNone')}</p>;
  return (
    <ul className="plain-list">
      {content.materials.map((material, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a paper brought again stands twice, in the order it came.
        <li key={`${material.name}${at}`}>
          {material.name} <span className="quiet">{WAYS[material.how]}</span>
          {material.original && <span className="quiet"> · {say('original')}</span>}
          <Files files={filesNamed(view, material.files ?? [])} small />
        </li>
      ))}
    </ul>
  );
}

/** The papers that can be printed now, the newest first. */
function PaperLinks({ view, content }: { view: MatterView; content: ProxyContent }) {
  const papers = [
    content.granted !== undefined && (['result', say('paperResult')] as const),
    content.acceptedAt && (['accepted', say('paperAccepted')] as const),
    content.missing && (['missing', say('paperMissing')] as const),
  ].filter((paper) => Boolean(paper)) as (readonly [string, string])[];
  return papers.map(([which, title]) => (
    <Link key={which} to="/matters/$id/papers/$which" params={{ id: view.id, which }} className="button button-outline">
      <Icon name="print" />
      {title}
    </Link>
  ));
}

/** An application: what for, with which papers, by which mandate, what was told to be missing; its papers to print, and the way to ask for a home visit. */
export function Application({ view }: { view: MatterView }) {
  const staff = useStaff();
  const [asking, setAsking] = useState(false);
  const content = applicationOf(view);
  if (!content) return null;
  const { item, missing, acceptedAt } = content;
  const applicant = item.materials.some(isApplicantsCard) ? view.reporters[0]?.personId : null;
  const mayAsk = isOpen(view.status) && staff.body.id === view.centre.id && ['window-clerk', 'dispatcher'].includes(staff.role);
  return (
    <div className="application">
      <ClosedPapers view={view} />
      <dl className="facts-grid">
        <div className="fact">
          <dt>{say('applicationLimit')}</dt>
          <dd>
            {item.instant ? say('applicationInstant') : say('applicationLimitDays', { n: item.days })}
            {acceptedAt && ` · ${say('accepted', { when: shortMoment(acceptedAt) })}`}
          </dd>
        </div>
        <div className="fact">
          <dt>{say('applicationMaterials')}</dt>
          <dd>
            <Materials view={view} content={content} />
          </dd>
        </div>
        {applicant && mayKeepIdentity(staff.role) && (
          <div className="fact">
            <dt>{say('applicantIdentity')}</dt>
            <dd>
              <IdentityNumber personId={applicant} purpose={say('applicantPurpose', { item: item.name }).slice(0, 100)} />
            </dd>
          </div>
        )}
        <div className="fact">
          <dt>{say('mandate')}</dt>
          <dd>
            <MandateLine view={view} content={content} />
          </dd>
        </div>
        {missing && (
          <div className="fact">
            <dt>{say('told')}</dt>
            <dd>{missing.map(({ name, why }) => say('toldLine', { name, why })).join('；')}</dd>
          </div>
        )}
      </dl>
      <div className="row no-print">
        <PaperLinks view={view} content={content} />
        {mayAsk && (
          <Button icon="door" onClick={() => setAsking(true)}>
            {say('verify')}
          </Button>
        )}
      </div>
      <FormDrawer open={asking} title={verifications('askTitle')} onClose={() => setAsking(false)}>
        <VerificationForm about={{ application: view.id }} onDone={() => setAsking(false)} />
      </FormDrawer>
    </div>
  );
}
