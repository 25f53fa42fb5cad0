import { Link, useParams } from '@tanstack/react-router';
import { mandateWords } from '../../../domain/matters/proxy-service/mandate.zh.ts';
import type { ServiceItemView } from '../../../domain/services/contract.ts';
import { Button } from '../../kit/button.tsx';
import { dayText } from '../../kit/dates.ts';
import { Icon } from '../../kit/icons.tsx';
import { useRead } from '../../kit/query.ts';
import { PenForm } from '../matters/paper/pen-form.tsx';
import { useStaff } from '../shell/me.ts';
import { ReadState } from '../shell/read-state.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { say } from './messages.ts';

/** As long as a name or a day written by hand. */
const BLANK = '＿＿＿＿＿＿＿＿';

/** With the year: a paper is read longer than a screen. */
const paperDay = (date: string): string => dayText(`${date}T12:00:00+08:00`, new Date(0));

/** 代办委托书: the mandate on paper, with what is known filled in and the rest left for the pen (2.5; Civil Code, article 165). */
export function MandateSheet({ item, name, until }: { item: ServiceItemView; name?: string; until?: string }) {
  const staff = useStaff();
  const words = mandateWords({
    name: name || BLANK,
    station: staff.body.name,
    worker: name ? staff.name : BLANK,
    item: item.name,
    papers: [],
    until: until ? paperDay(until) : BLANK,
  });
  return (
    <PenForm
      title={say('mandateTitle')}
      signers={[say('mandateSigner'), say('mandateSignedFor'), say('mandateWorker')]}
      date={`${say('sheetDate')}：`}
    >
      <p className="pen-words">{words}</p>
      {item.materials.length > 0 && (
        <section>
          <h3>{say('mandateMaterials')}</h3>
          <ul className="pen-list">
            {item.materials.map((material) => (
              <li key={material.name}>
                <span className="pen-box" />
                {material.name}
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="quiet">{say('mandateHow')}</p>
    </PenForm>
  );
}

/** The form of an item's mandate with nobody's name on it, to be taken along to a door. */
export function BlankMandateScreen() {
  const { id } = useParams({ from: '/frame/services/$id/mandate' });
  const read = useRead('services.item', { id });
  return (
    <ReadState read={read} lines={8}>
      {(item) => (
        <>
          <ScreenHead
            title={say('mandateTitle')}
            above={
              <>
                <Link to="/services/$id" params={{ id }}>
                  {(item as ServiceItemView).name}
                </Link>
                <Icon name="chevron-right" />
              </>
            }
            aside={
              <Button look="filled" icon="print" className="no-print" onClick={() => window.print()}>
                {say('mandatePrint')}
              </Button>
            }
          />
          <MandateSheet item={item as ServiceItemView} />
        </>
      )}
    </ReadState>
  );
}
