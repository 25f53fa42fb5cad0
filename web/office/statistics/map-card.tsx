import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { RatesAnswer } from '../../../domain/statistics/contract.ts';
import { call } from '../../kit/call.ts';
import { ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { Card } from '../shell/card.tsx';
import { percentText } from '../shell/numbers.ts';
import { EChart } from './echart.tsx';
import { say } from './messages.ts';

interface CountyMap {
  type: 'FeatureCollection';
  features: { properties: { code: string; name: string } }[];
}

async function fetchMap(signal: AbortSignal): Promise<CountyMap> {
  const response = await fetch('/data/counties.geojson', { signal });
  if (!response.ok) throw new Error(`map ${response.status}`);
  return (await response.json()) as CountyMap;
}

/** The counties of the region on a map with the list beside it; a county that one may not see has no colour. */
export function MapCard({ range, from, until, onPick }: { range: string; from: string; until: string; onPick: (code: string) => void }) {
  const map = useQuery({ queryKey: ['counties'], queryFn: ({ signal }) => fetchMap(signal), staleTime: Number.POSITIVE_INFINITY });
  // Places are counted one level below the one asked about: for the counties of a whole region its cities are asked one by one.
  const asked = range.length > 2 ? [range] : [...new Set((map.data?.features ?? []).map((feature) => feature.properties.code.slice(0, 4)))];
  const rates = useQueries({
    queries: asked.map((territory) => {
      const input = { territory, from, until, by: 'place' as const };
      return {
        queryKey: ['statistics.rates', input, ''],
        queryFn: ({ signal }: { signal: AbortSignal }) => call('statistics.rates', input, { signal }),
      };
    }),
    combine: (answers) => ({
      pending: answers.some((answer) => answer.isPending),
      error: answers.find((answer) => answer.error)?.error ?? null,
      rows: answers.flatMap((answer) => (answer.data?.rows ?? []) as RatesAnswer['rows']),
      refetch: () => answers.forEach((answer) => void answer.refetch()),
    }),
  });
  const error = map.error ?? rates.error;
  if (error) {
    return (
      <ErrorBanner
        error={error}
        onRetry={() => {
          void map.refetch();
          rates.refetch();
        }}
      />
    );
  }
  if (!map.data || rates.pending) return <Skeleton lines={8} card />;
  return <Drawn map={map.data} rows={rates.rows} onPick={onPick} />;
}

function Drawn({ map, rows, onPick }: { map: CountyMap; rows: RatesAnswer['rows']; onPick: (code: string) => void }) {
  const counties = useMemo(
    () =>
      map.features.map(({ properties: { code, name } }) => {
        const own = rows.filter((row) => row.key.startsWith(code));
        const sum = (pick: (row: RatesAnswer['rows'][number]) => number) => own.reduce((total, row) => total + pick(row), 0);
        return {
          code,
          name,
          filed: sum((row) => row.filed),
          numerator: sum((row) => row.rates.answered.numerator),
          denominator: sum((row) => row.rates.answered.denominator),
        };
      }),
    [map, rows],
  );
  const most = Math.max(1, ...counties.map((county) => county.filed));
  const prepare = useCallback(async () => {
    const { registerMap } = await import('echarts/core');
    registerMap('counties', map as never);
  }, [map]);
  const option = useMemo(
    () => ({
      tooltip: {
        trigger: 'item',
        confine: true,
        formatter: (one: { name: string; value: number }) => `${one.name} ${Number.isFinite(one.value) ? one.value : 0}`,
      },
      visualMap: { show: false, min: 0, max: most, inRange: { color: ['#f6f4ee', '#d5e7e5', '#7fb0ae', '#0f6b68'] } },
      series: [
        {
          type: 'map',
          map: 'counties',
          nameProperty: 'name',
          data: counties.map((county) => ({ name: county.name, value: county.filed })),
          itemStyle: { borderColor: '#b9b6ab', areaColor: '#f6f4ee' },
          emphasis: { label: { show: true, color: '#1f2a2e' }, itemStyle: { areaColor: '#f0dcae' } },
          select: { disabled: true },
        },
      ],
    }),
    [counties, most],
  );
  const listed = counties.toSorted((a, b) => b.filed - a.filed || a.code.localeCompare(b.code));
  return (
    <Card title={say('mapTitle')} note={say('mapNote')}>
      <div className="map">
        <EChart
          option={option}
          label={say('mapTitle')}
          height={420}
          prepare={prepare}
          onPick={(name) => {
            const county = counties.find((one) => one.name === name);
            if (county && county.filed > 0) onPick(county.code);
          }}
        />
        <div className="scroll-table">
          <table className="table table-small">
            <thead>
              <tr>
                <th scope="col">{say('colCounty')}</th>
                <th scope="col" className="number">
                  {say('colFiled')}
                </th>
                <th scope="col" className="number">
                  {say('colAnswered')}
                </th>
              </tr>
            </thead>
            <tbody>
              {listed.map((county) => (
                <tr key={county.code}>
                  <th scope="row">
                    {county.filed > 0 ? (
                      <button type="button" className="link" onClick={() => onPick(county.code)}>
                        {county.name}
                      </button>
                    ) : (
                      county.name
                    )}
                  </th>
                  <td className="number">{county.filed || '—'}</td>
                  <td className="number">{percentText(county.numerator, county.denominator)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Card>
  );
}
