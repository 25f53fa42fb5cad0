import '../matters/intake/intake.css';
import './proxy.css';
import { useState } from 'react';
import type { CollectedMaterial } from '../../../domain/matters/proxy-service/content.ts';
import { needlessIn } from '../../../domain/policy/needless.ts';
import type { ServiceItemView } from '../../../domain/services/contract.ts';
import { Button } from '../../kit/button.tsx';
import { type OutputOf, Problem } from '../../kit/call.ts';
import { Field, FieldError, TextArea, TextInput } from '../../kit/field.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { emptyDraft, type IntakeDraft, placeOf, speakerOf } from '../matters/intake/draft.ts';
import { ReceiptSheet } from '../matters/intake/receipt.tsx';
import { Who } from '../matters/intake/who.tsx';
import { Card } from '../shell/card.tsx';
import { useStaff } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { PlaceSelect } from '../territory/place-select.tsx';
import { AlreadyRunning } from './already-running.tsx';
import { IdentityCardLine } from './identity-card.tsx';
import { ItemChoice } from './item-choice.tsx';
import { type MandateDraft, MandateFields, wholeMandate } from './mandate-fields.tsx';
import { MandateSheet } from './mandate-sheet.tsx';
import { MaterialRows, withoutPhoto } from './material-rows.tsx';
import { say } from './messages.ts';

interface Draft extends IntakeDraft {
  item: string | null;
  materials: CollectedMaterial[];
  mandate: MandateDraft;
}

const emptyOf = (channel: 'counter' | 'field'): Draft => ({ ...emptyDraft(channel), item: null, materials: [], mandate: {} });

function missingOf(draft: Draft, item: ServiceItemView | null): string[] {
  const unphotographed = withoutPhoto(draft.materials);
  return [
    !draft.person && !draft.name.trim() && say('missingWho'),
    !item && say('missingItem'),
    !placeOf(draft) && say('missingPlace'),
    unphotographed && say('missingPhotos', { name: unphotographed }),
    !wholeMandate(draft.mandate) && say('missingMandate'),
  ].filter((field): field is string => Boolean(field));
}

function ReceiptLines({ materials, until }: { materials: readonly CollectedMaterial[]; until: string }) {
  return (
    <div className="receipt-lines">
      <p>
        {say('receiptMaterials')}：
        {materials.length === 0
          ? say('receiptNothing')
          : materials.map(({ name, original }) => (original ? say('receiptOriginal', { name }) : name)).join('、')}
      </p>
      <p>{say('receiptMandate', { until })}</p>
    </div>
  );
}

/** 代办登记: takes an application for a resident who stands at the counter, with their papers and their mandate, and hands them a receipt (2.5). */
export function CollectScreen() {
  const staff = useStaff();
  const channel = staff.role === 'grid-worker' ? 'field' : 'counter';
  const [draft, setDraft] = useState<Draft>(() => emptyOf(channel));
  const [done, setDone] = useState<OutputOf<'proxy.collect'> | null>(null);
  const [touched, setTouched] = useState(false);
  const [uploading, setUploading] = useState(false);
  const [printing, setPrinting] = useState(false);
  const collect = useCommand('proxy.collect', { refresh: ['matters.queue', 'matters.counts', 'proxy.inHand', 'proxy.waiting'] });
  const read = useRead('services.item', { id: draft.item ?? '' }, { enabled: draft.item !== null });
  const item = draft.item ? ((read.data as ServiceItemView | undefined) ?? null) : null;
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const problem = collect.error instanceof Problem ? collect.error : null;
  const missing = missingOf(draft, item);
  const place = placeOf(draft);

  const submit = () => {
    setTouched(true);
    const mandate = wholeMandate(draft.mandate);
    if (missing.length > 0 || !place || !item || !mandate) return;
    collect.mutate(
      {
        item: item.id,
        ...place,
        address: draft.address.trim(),
        words: draft.words.trim(),
        materials: draft.materials,
        mandate,
        ...speakerOf(draft),
        channel,
      },
      { onSuccess: setDone },
    );
  };

  if (done && item)
    return (
      <ReceiptSheet
        receipt={done}
        title={say('receiptTitle')}
        heading={say('receiptFor')}
        terms={{ answer: say('receiptHandIn'), words: say('item') }}
        words={item.name}
        onAnother={() => {
          setDraft(emptyOf(channel));
          setDone(null);
          setTouched(false);
          collect.reset();
        }}
      >
        <ReceiptLines materials={draft.materials} until={draft.mandate.until ?? ''} />
      </ReceiptSheet>
    );
  if (printing && item)
    return (
      <>
        <ScreenHead
          title={say('mandateTitle')}
          aside={
            <span className="row no-print">
              <Button onClick={() => setPrinting(false)}>{say('mandateBack')}</Button>
              <Button look="filled" icon="print" onClick={() => window.print()}>
                {say('mandatePrint')}
              </Button>
            </span>
          }
        />
        <MandateSheet item={item} name={draft.person?.name ?? draft.name.trim()} until={draft.mandate.until} />
      </>
    );
  return (
    <>
      <ScreenHead title={say('collectTitle')} />
      <form
        className="intake"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="stack">
          <Who
            named
            draft={draft}
            problem={problem}
            onChange={(part) =>
              change({ ...part, ...(part.person && { address: part.person.address, place: part.person.grid || draft.place }) })
            }
          />
          <ItemChoice
            county={staff.range.slice(0, 6)}
            item={item}
            onFound={(id) => change({ item: id, materials: [] })}
            onAgain={() => change({ item: null, materials: [] })}
          />
          {item && draft.person && place && <AlreadyRunning village={place.village} item={item.id} person={draft.person.id} />}
          <Card title={say('materials')} note={item ? say('materialsWords') : undefined}>
            {!item && <p className="quiet">{say('materialsLater')}</p>}
            {item?.materials.length === 0 && <p className="quiet">{say('materialsNone')}</p>}
            {item && draft.person && <IdentityCardLine personId={draft.person.id} asked={item.materials.map(({ name }) => name)} />}
            {item && (
              <MaterialRows
                key={item.id}
                asked={item.materials.map(({ name }) => name)}
                value={draft.materials}
                onChange={(materials) => change({ materials })}
                onBusy={setUploading}
              />
            )}
          </Card>
        </div>
        <div className="stack">
          <Card title={say('where')} className="form">
            <Field label={say('place')} error={problem?.about('village') ?? problem?.about('grid')}>
              {({ id }) => (
                <PlaceSelect
                  id={id}
                  value={draft.place}
                  onChange={(code) => change({ place: code })}
                  within={staff.range.slice(0, 9)}
                  label={say('place')}
                  placeholder={frame('choosePlace')}
                />
              )}
            </Field>
            <TextInput
              label={say('address')}
              value={draft.address}
              maxLength={100}
              autoComplete="off"
              onChange={(event) => change({ address: event.target.value })}
              error={problem?.about('address')}
            />
            <TextArea
              label={say('words')}
              hint={needlessIn(draft.words)}
              value={draft.words}
              maxLength={500}
              rows={2}
              onChange={(event) => change({ words: event.target.value })}
            />
          </Card>
          <Card title={say('mandate')} note={say('mandateWords')}>
            <MandateFields
              value={draft.mandate}
              onChange={(mandate) => change({ mandate })}
              onBusy={setUploading}
              onPrint={item ? () => setPrinting(true) : undefined}
              errors={{ until: problem?.about('mandate.until') }}
            />
          </Card>
          <RefusalBanner error={collect.error ?? read.error} />
          {touched && missing.length > 0 && <FieldError>{say('missing', { fields: missing.join('、') })}</FieldError>}
          <Button type="submit" look="filled" icon="check" wide busy={collect.isPending || uploading} disabled={item ? !item.proxy : false}>
            {say('submit')}
          </Button>
        </div>
      </form>
    </>
  );
}
