import type { DeviceState } from '../device/device-state.ts';
import type { VirtualChannel } from '../device/virtual-device.ts';
import { sourceToken } from './media-operations.ts';
import type { Operations } from './operation.ts';
import { escapeXml, type SoapFault, xmlTime } from './soap.ts';

/** Recording control (ONVIF Recording Control §5): one recording and one job for each channel. */
export const RECORDING_OPERATIONS: Operations = {
  GetRecordings: ({ state: { device } }) => {
    const items = device.channels.map(
      (channel) =>
        `<trc:RecordingItem><tt:RecordingToken>${recordingToken(channel)}</tt:RecordingToken><tt:Configuration><tt:Source><tt:SourceId>${sourceToken({ channel: channel.number })}</tt:SourceId><tt:Name>${escapeXml(channel.name)}</tt:Name><tt:Location/><tt:Description/><tt:Address/></tt:Source><tt:Content>${escapeXml(channel.name)}</tt:Content><tt:MaximumRetentionTime>PT0S</tt:MaximumRetentionTime></tt:Configuration><tt:Tracks><tt:Track><tt:TrackToken>video-${channel.number}</tt:TrackToken><tt:Configuration><tt:TrackType>Video</tt:TrackType><tt:Description/></tt:Configuration></tt:Track></tt:Tracks></trc:RecordingItem>`,
    );
    return `<trc:GetRecordingsResponse>${items.join('')}</trc:GetRecordingsResponse>`;
  },
  GetRecordingJobs: ({ state: { device } }) => {
    const jobs = device.channels.map(
      (channel) =>
        `<trc:JobItem><tt:JobToken>${jobToken(channel)}</tt:JobToken><tt:JobConfiguration><tt:RecordingToken>${recordingToken(channel)}</tt:RecordingToken><tt:Mode>${channel.recording === 'on' ? 'Active' : 'Idle'}</tt:Mode><tt:Priority>1</tt:Priority><tt:Source><tt:SourceToken Type="http://www.onvif.org/ver10/schema/Profile"><tt:Token>${sourceToken({ channel: channel.number })}</tt:Token></tt:SourceToken></tt:Source></tt:JobConfiguration></trc:JobItem>`,
    );
    return `<trc:GetRecordingJobsResponse>${jobs.join('')}</trc:GetRecordingJobsResponse>`;
  },
  GetRecordingJobState: ({ state, request }) => {
    const channel = state.device.channels.find((one) => jobToken(one) === request.parameter('JobToken'));
    if (channel === undefined) return NO_RECORDING;
    const { job, error } = jobState(state, channel);
    return `<trc:GetRecordingJobStateResponse><trc:State><tt:RecordingToken>${recordingToken(channel)}</tt:RecordingToken><tt:State>${job}</tt:State><tt:Sources><tt:SourceToken Type="http://www.onvif.org/ver10/schema/Profile"><tt:Token>${sourceToken({ channel: channel.number })}</tt:Token></tt:SourceToken><tt:State>${job}</tt:State><tt:Tracks><tt:Track><tt:SourceTag>video</tt:SourceTag><tt:Destination>video-${channel.number}</tt:Destination>${error && `<tt:Error>${error}</tt:Error>`}<tt:State>${job}</tt:State></tt:Track></tt:Tracks></tt:Sources></trc:State></trc:GetRecordingJobStateResponse>`;
  },
  GetServiceCapabilities: () =>
    '<trc:GetServiceCapabilitiesResponse><trc:Capabilities DynamicRecordings="false" DynamicTracks="false" Encoding="H264 H265" MaxRecordingJobs="64" Options="false"/></trc:GetServiceCapabilitiesResponse>',
};

/** Recording search (ONVIF Recording Search §5), as far as it says how far back recordings reach. */
export const SEARCH_OPERATIONS: Operations = {
  GetRecordingSummary: ({ state }) => {
    const { fromMs, toMs } = recordedSpan(state);
    return `<tse:GetRecordingSummaryResponse><tse:Summary><tt:DataFrom>${xmlTime(fromMs)}</tt:DataFrom><tt:DataUntil>${xmlTime(toMs)}</tt:DataUntil><tt:NumberRecordings>${state.device.channels.length}</tt:NumberRecordings></tse:Summary></tse:GetRecordingSummaryResponse>`;
  },
  GetRecordingInformation: ({ state, request }) => {
    const channel = state.device.channels.find(
      (one) => recordingToken(one) === request.parameter('RecordingToken'),
    );
    if (channel === undefined) return NO_RECORDING;
    const { fromMs, toMs } = recordedSpan(state);
    const status = jobState(state, channel).job === 'Active' ? 'Recording' : 'Stopped';
    return `<tse:GetRecordingInformationResponse><tse:RecordingInformation><tt:RecordingToken>${recordingToken(channel)}</tt:RecordingToken><tt:Source><tt:SourceId>${sourceToken({ channel: channel.number })}</tt:SourceId><tt:Name>${escapeXml(channel.name)}</tt:Name><tt:Location/><tt:Description/><tt:Address/></tt:Source><tt:EarliestRecording>${xmlTime(fromMs)}</tt:EarliestRecording><tt:LatestRecording>${xmlTime(toMs)}</tt:LatestRecording><tt:Content>${escapeXml(channel.name)}</tt:Content><tt:RecordingStatus>${status}</tt:RecordingStatus></tse:RecordingInformation></tse:GetRecordingInformationResponse>`;
  },
  GetServiceCapabilities: () =>
    '<tse:GetServiceCapabilitiesResponse><tse:Capabilities MetadataSearch="false" GeneralStartEvents="false"/></tse:GetServiceCapabilitiesResponse>',
};

const NO_RECORDING: SoapFault = {
  blame: 'Sender',
  codes: ['InvalidArgVal', 'NoRecording'],
  reason: 'The recording or job does not exist',
};

const recordingToken = ({ number }: VirtualChannel): string => `recording-${number}`;
const jobToken = ({ number }: VirtualChannel): string => `job-${number}`;

function jobState(state: DeviceState, { number, recording }: VirtualChannel): { job: string; error: string } {
  if (recording === 'off') return { job: 'Idle', error: '' };
  if (state.isChannelLost(number)) return { job: 'Error', error: 'Video loss' };
  if (state.has('disk-full')) return { job: 'Error', error: 'No space left on the disk' };
  return { job: 'Active', error: '' };
}

function recordedSpan(state: DeviceState): { fromMs: number; toMs: number } {
  const toMs = state.clockMs();
  return { fromMs: toMs - (state.device.oldestRecordingAgeMs ?? 0), toMs };
}
