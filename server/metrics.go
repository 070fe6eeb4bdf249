package server

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"tracuu/index"
	"tracuu/index/directive"
)

// metrics count what a server does, for Prometheus. No label holds anything that
// a caller chose but the id of a key.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	searches *prometheus.HistogramVec
	failed   *prometheus.CounterVec
	written  *prometheus.CounterVec
	problems *prometheus.CounterVec
	keyUse   *prometheus.CounterVec
}

// latencies are the bounds of the buckets, in seconds.
var latencies = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}

func newMetrics(s *Server) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "tracuu_request_duration_seconds", Help: "Time of requests by route, method and status.", Buckets: latencies,
		}, []string{"route", "method", "status"}),
		searches: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "tracuu_search_duration_seconds", Help: "Time of searches by class, waiting for their turn not included.", Buckets: latencies,
		}, []string{"class"}),
		failed: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "tracuu_searches_failed_total", Help: "Searches without an answer, by reason.",
		}, []string{"reason"}),
		written: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "tracuu_documents_written_total", Help: "Documents that were written over HTTP, by what became of them.",
		}, []string{"status"}),
		problems: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "tracuu_document_problems_total", Help: "Problems of reading documents that were written over HTTP, by code.",
		}, []string{"code"}),
		keyUse: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "tracuu_key_requests_total", Help: "Requests by key.",
		}, []string{"key"}),
	}
	m.registry.MustRegister(m.requests, m.searches, m.failed, m.written, m.problems, m.keyUse,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), &stateCollector{s})
	return m
}

// request counts a request that was answered.
func (m *metrics) request(x *exchange, method string, status int, took time.Duration) {
	m.requests.WithLabelValues(x.route, method, strconv.Itoa(status)).Observe(took.Seconds())
	if id := x.caller.id(); id != "" {
		m.keyUse.WithLabelValues(id).Inc()
	}
}

// search counts a search that ran.
func (m *metrics) search(q index.Query, took time.Duration, err error) {
	if err == nil {
		m.searches.WithLabelValues(string(q.Class())).Observe(took.Seconds())
		return
	}
	m.fail(err)
}

// fail counts a search without an answer.
func (m *metrics) fail(err error) {
	reason := "other"
	switch {
	case errors.Is(err, errBusy):
		reason = "busy"
	case errors.Is(err, context.DeadlineExceeded):
		reason = "timeout"
	case errors.Is(err, context.Canceled):
		reason = "given_up"
	}
	m.failed.WithLabelValues(reason).Inc()
}

// write counts documents that were written, with what was hard to read in them.
func (m *metrics) write(drafts []index.Draft, written []index.Written) {
	for i, w := range written {
		if w.Again {
			continue
		}
		m.written.WithLabelValues(string(w.Status)).Inc()
		m.reading(drafts[i].Read.Problems)
	}
}

func (m *metrics) reading(problems []directive.Problem) {
	for _, p := range problems {
		m.problems.WithLabelValues(p.Code).Inc()
	}
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// metricsPage answers GET /metrics, which is of the whole collection.
func (s *Server) metricsPage(w http.ResponseWriter, r *http.Request) error {
	if len(s.scope(r).Forced) > 0 {
		return errNoRight
	}
	s.metrics.handler().ServeHTTP(w, r)
	return nil
}

// stateCollector reads the state of the collection when it is asked for.
type stateCollector struct{ server *Server }

var (
	documentsDesc   = prometheus.NewDesc("tracuu_documents", "Documents that are held and open.", nil, nil)
	quarantinedDesc = prometheus.NewDesc("tracuu_documents_quarantined", "Documents held back for their mark of secrecy.", nil, nil)
	generationDesc  = prometheus.NewDesc("tracuu_generation_total", "Writes that the collection has seen.", nil, nil)
	runningDesc     = prometheus.NewDesc("tracuu_searches_running", "Searches that run now.", nil, nil)
	waitingDesc     = prometheus.NewDesc("tracuu_searches_waiting", "Searches that wait for their turn.", nil, nil)
	indexBytesDesc  = prometheus.NewDesc("tracuu_index_bytes", "Size of the index on disk.", nil, nil)
	storeBytesDesc  = prometheus.NewDesc("tracuu_store_bytes", "Size of the store on disk.", nil, nil)
	segmentsDesc    = prometheus.NewDesc("tracuu_index_segments", "Segments of the index.", nil, nil)
)

func (c *stateCollector) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{documentsDesc, quarantinedDesc, generationDesc, runningDesc, waitingDesc, indexBytesDesc, storeBytesDesc, segmentsDesc} {
		out <- d
	}
}

func (c *stateCollector) Collect(out chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v)
	}
	gauge(runningDesc, float64(len(c.server.slots.running)))
	gauge(waitingDesc, float64(c.server.slots.waiting.Load()))
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if status, err := c.server.engine.Status(ctx); err == nil {
		gauge(documentsDesc, float64(status.Documents))
		gauge(quarantinedDesc, float64(status.Quarantined))
		out <- prometheus.MustNewConstMetric(generationDesc, prometheus.CounterValue, float64(status.Generation))
	}
	if measurer, ok := c.server.engine.(index.Measurer); ok {
		if m, err := measurer.Measure(ctx); err == nil {
			gauge(indexBytesDesc, float64(m.IndexBytes))
			gauge(storeBytesDesc, float64(m.StoreBytes))
			gauge(segmentsDesc, float64(m.Segments))
		}
	}
}
