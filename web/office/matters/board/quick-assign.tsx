import { Link } from '@tanstack/react-router';
import { App } from 'antd';
import { useState } from 'react';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { definitionOf, dutyOfMatter } from '../../../../domain/matters/kinds.ts';
import { ChoiceList } from '../../../kit/choice-list.tsx';
import { Icon } from '../../../kit/icons.tsx';
import { Card } from '../../shell/card.tsx';
import { useStaff } from '../../shell/me.ts';
import { useNow } from '../../shell/use-now.ts';
import { Files } from '../matter/files.tsx';
import { offersNow } from '../matter/offers.ts';
import { StepForm } from '../matter/step-form.tsx';
import { afterwords } from '../matter/take-step.ts';
import { say } from '../messages.ts';

// What a dispatcher decides here without opening the whole matter.
const DECISIONS = ['grant-extension', 'refuse-extension', 'assign', 'send-back', 'answer', 'decline'];

/** The last words with which a station or a department sent it here. */
function cameWith(view: MatterView): string | null {
  const last = view.story.findLast((entry) => entry.step === 'pass-up' || entry.step === 'return');
  if (!last) return null;
  const who = last.by.body?.name ?? last.by.name;
  return `${say(last.step === 'return' ? 'returnedBy' : 'passedUpBy', { who })}${last.words}${last.detail ? `（${last.detail}）` : ''}`;
}

/** The words, what came with them, whose duty it is, and the form of the decision. */
export function QuickAssign({ view, onDone }: { view: MatterView; onDone: () => void }) {
  const { message } = App.useApp();
  const staff = useStaff();
  const now = useNow();
  const offers = offersNow(view, staff, now).own.filter((offer) => offer.allowed && DECISIONS.includes(offer.step));
  const order = offers.toSorted((a, b) => DECISIONS.indexOf(a.step) - DECISIONS.indexOf(b.step));
  const [chosen, setChosen] = useState<string | null>(null);
  const step = order.some((offer) => offer.step === chosen) ? chosen : (order[0]?.step ?? null);
  const came = cameWith(view);
  const whose = dutyOfMatter(view);
  const suggestion = whose && say('boardSuggest', { owner: whose.owner, basis: whose.basis });
  return (
    <>
      <Card className="facts">
        <p className="board-heading">
          {view.title}
          <Link to="/matters/$id" params={{ id: view.id }} search={{}} className="board-open">
            {say('boardOpen')}
          </Link>
        </p>
        <p className="quiet">
          {view.number} · {[view.place, view.address].filter(Boolean).join(' ')} · {view.categoryName}
        </p>
        {view.words && <blockquote className="said">{view.words}</blockquote>}
        <Files files={view.files} small />
        {came && (
          <p className="notice-line tone-plain">
            <Icon name="message" />
            {came}
          </p>
        )}
        {view.extension && (
          <p className="notice-line tone-wheat">
            <Icon name="clock" />
            {say('asksDays', { n: view.extension.days })}
            {view.extension.reason}
          </p>
        )}
        {suggestion && (
          <p className="notice-line tone-brand">
            <Icon name="scale" />
            {suggestion}
          </p>
        )}
      </Card>
      {step && (
        <Card className="stack">
          {order.length > 1 && (
            <ChoiceList
              inline
              hideLabel
              label={say('boardOthers')}
              choices={order.map((offer) => ({ value: offer.step, label: offer.title }))}
              value={step}
              onChange={setChosen}
            />
          )}
          <StepForm
            key={`${view.id}${step}`}
            view={view}
            step={step}
            onBehalf={false}
            onTaken={(after) => {
              const title = definitionOf(view.kind, view.version).steps[step]?.title ?? '';
              if (after) void message.success(afterwords(title, after));
              onDone();
            }}
          />
        </Card>
      )}
    </>
  );
}
