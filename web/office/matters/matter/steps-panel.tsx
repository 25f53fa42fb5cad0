import type { StepOffer } from '../../../../domain/matters/available-steps.ts';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { citeClause } from '../../../../domain/policy/clauses.ts';
import { classNames } from '../../../kit/class-names.ts';
import { Icon } from '../../../kit/icons.tsx';
import { Banner } from '../../../kit/notice.tsx';
import { say } from './messages.ts';
import { isGraveStep, isMainStep, isMinorStep, stepIcon } from './step-look.ts';

/** Why a step is closed, with the clause unless the sentence names it already. */
function whyNot(offer: StepOffer): string {
  const reason = offer.reason ?? '';
  if (!offer.refusedBy || reason.includes(offer.refusedBy)) return reason;
  return `${reason.replace(/。$/, '')}${say('refusedBy', { clause: citeClause(offer.refusedBy) })}`;
}

function StepButton({ offer, look, busy, onOpen }: { offer: StepOffer; look?: 'filled' | 'small'; busy: boolean; onOpen: () => void }) {
  return (
    <button
      type="button"
      className={classNames(
        'step',
        look && `step-${look}`,
        !offer.allowed && 'step-closed',
        offer.allowed && isGraveStep(offer.step) && 'step-grave',
      )}
      disabled={!offer.allowed || busy}
      onClick={onOpen}
    >
      <Icon name={offer.allowed ? stepIcon(offer.step) : 'lock'} />
      <span className="step-words">
        <span>{offer.title}</span>
        {!offer.allowed && <span className="step-why">{whyNot(offer)}</span>}
      </span>
    </button>
  );
}

/** What can be done now: the likely step filled, the others outlined, closed ones with the reason; below, what staff may do for the resident. */
export function StepsPanel({
  view,
  own,
  onBehalf,
  conflict,
  busy,
  onOpen,
}: {
  view: MatterView;
  own: StepOffer[];
  onBehalf: StepOffer[];
  /** Why this reader handles nothing of it, when so. */
  conflict: string | null;
  busy: boolean;
  onOpen: (step: string, onBehalf: boolean) => void;
}) {
  const first = own.find((offer) => offer.allowed && isMainStep(offer.step));
  const large = own.filter((offer) => offer.allowed && !isMinorStep(offer.step));
  const small = own.filter((offer) => offer.allowed && isMinorStep(offer.step));
  const closed = own.filter((offer) => !offer.allowed);
  return (
    <section className="steps" aria-label={say('now')}>
      {conflict && (
        <Banner tone="wheat" icon="lock" title={say('conflict')}>
          {conflict}
        </Banner>
      )}
      {own.length === 0 && !conflict && (
        <div className="panel">
          <p>
            <strong>{say('nothingNow')}</strong>
          </p>
          <p className="quiet">{say('nothingNowWords', { holder: view.holder.name })}</p>
        </div>
      )}
      {large.map((offer) => (
        <StepButton
          key={offer.step}
          offer={offer}
          look={offer === first ? 'filled' : undefined}
          busy={busy}
          onOpen={() => onOpen(offer.step, false)}
        />
      ))}
      {small.length > 0 && (
        <div className="steps-small">
          {small.map((offer) => (
            <StepButton key={offer.step} offer={offer} look="small" busy={busy} onOpen={() => onOpen(offer.step, false)} />
          ))}
        </div>
      )}
      {closed.map((offer) => (
        <StepButton key={offer.step} offer={offer} busy={busy} onOpen={() => onOpen(offer.step, false)} />
      ))}
      {onBehalf.length > 0 && (
        <div className="panel behalf">
          <h2>{say('onBehalf')}</h2>
          <p className="quiet">{say('onBehalfWords')}</p>
          <div className="behalf-steps">
            {onBehalf.map((offer) => (
              <StepButton key={offer.step} offer={offer} look="small" busy={busy} onOpen={() => onOpen(offer.step, true)} />
            ))}
          </div>
        </div>
      )}
    </section>
  );
}
