import { smallCnn } from './tests/support/smallCnn';
import { checkGraph, exactNetwork } from './src/core/graph';
import { firstPlane } from './src/state/graphs/firstView';
import { buildSlice } from './src/state/slice';
import { startPartition } from './src/core/partition';
const whole = checkGraph(smallCnn('last')); const {network}=exactNetwork(whole);
const p = firstPlane({network,whole} as any, null, {});
const shrink = Number(process.argv[2] ?? 1);
const s = buildSlice(p.slice, network.inputSize, null) as any;
const d = p.domain.map(([x,y]: any)=>[x*shrink+p.point![0]*(1-shrink),y*shrink+p.point![1]*(1-shrink)]);
const r: any = (startPartition as any)(network, s.slice, d, {});
console.log(Object.getOwnPropertyNames(Object.getPrototypeOf(r)));
const t0=Date.now(); let last=t0;
while(!r.advance(2000)){ if(Date.now()-last>1000){last=Date.now(); console.log(Date.now()-t0, r.faces ?? r.found ?? r.leaves);} if(Date.now()-t0>15000) break; }
console.log('end',Date.now()-t0, r.faces);
