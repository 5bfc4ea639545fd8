import type * as alerting from '@grafana/grafana-foundation-sdk/alerting';
import type * as barchart from '@grafana/grafana-foundation-sdk/barchart';
import type * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import type * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import type * as dashboardlist from '@grafana/grafana-foundation-sdk/dashboardlist';
import type * as gauge from '@grafana/grafana-foundation-sdk/gauge';
import type * as geomap from '@grafana/grafana-foundation-sdk/geomap';
import type * as heatmap from '@grafana/grafana-foundation-sdk/heatmap';
import type * as piechart from '@grafana/grafana-foundation-sdk/piechart';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import type * as statushistory from '@grafana/grafana-foundation-sdk/statushistory';
import type * as table from '@grafana/grafana-foundation-sdk/table';
import type * as text from '@grafana/grafana-foundation-sdk/text';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import type * as content from '../../../grafana/content.ts';

// The generator takes a type of another file only through an interface of this one.
export interface CheckedDashboard extends dashboard.Dashboard {}
export interface CheckedRuleGroup extends alerting.RuleGroup {}
export interface CheckedNotificationPolicy extends alerting.NotificationPolicy {}
export interface CheckedContactPoint extends alerting.ContactPoint {}
export interface CheckedMuteTiming extends content.MuteTiming {}
export interface CheckedBarchartOptions extends barchart.Options {}
export interface CheckedBargaugeOptions extends bargauge.Options {}
export interface CheckedDashlistOptions extends dashboardlist.Options {}
export interface CheckedGaugeOptions extends gauge.Options {}
export interface CheckedGeomapOptions extends geomap.Options {}
export interface CheckedHeatmapOptions extends heatmap.Options {}
export interface CheckedPiechartOptions extends piechart.Options {}
export interface CheckedStatOptions extends stat.Options {}
export interface CheckedStateTimelineOptions extends statetimeline.Options {}
export interface CheckedStateTimelineCustom extends statetimeline.FieldConfig {}
export interface CheckedStatusHistoryOptions extends statushistory.Options {}
export interface CheckedTableOptions extends table.Options {}
export interface CheckedTextOptions extends text.Options {}
export interface CheckedTimeseriesOptions extends timeseries.Options {}
export interface CheckedTimeseriesCustom extends timeseries.FieldConfig {}
