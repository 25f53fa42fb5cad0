import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import { say } from './messages.ts';

const loadCharts = async () => {
  const [{ init, use }, { LineChart, MapChart }, { GeoComponent, GridComponent, TooltipComponent, VisualMapComponent }, { SVGRenderer }] =
    await Promise.all([import('echarts/core'), import('echarts/charts'), import('echarts/components'), import('echarts/renderers')]);
  use([LineChart, MapChart, GeoComponent, GridComponent, TooltipComponent, VisualMapComponent, SVGRenderer]);
  return init;
};

/** One chart, its library fetched when the first is shown; `label` says what it shows, the table beside it holds the numbers. */
export function EChart({
  option,
  label,
  height,
  prepare,
  onPick,
}: {
  option: EChartsCoreOption;
  label: string;
  height: number;
  prepare?: () => Promise<void>;
  onPick?: (name: string) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let stop = () => {};
    let gone = false;
    const draw = async () => {
      const init = await loadCharts();
      await prepare?.();
      if (gone || !box.current) return;
      const chart = init(box.current, null, { renderer: 'svg' });
      chart.setOption({ animation: false, ...option });
      chart.on('click', (event) => pick.current?.(event.name));
      const watch = new ResizeObserver(() => chart.resize());
      watch.observe(box.current);
      stop = () => {
        watch.disconnect();
        chart.dispose();
      };
    };
    draw().catch(() => setFailed(true));
    return () => {
      gone = true;
      stop();
    };
  }, [option, prepare]);
  if (failed) return <p className="quiet">{say('chartFailed')}</p>;
  return <div ref={box} role="img" aria-label={label} style={{ height }} />;
}
