package server

import (
	"fmt"
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"tracuu/server/api"
)

// rateWindow is what rates are told by: so many requests in it, all at once or
// spread.
const rateWindow = time.Minute

// maxBuckets bounds the callers that are remembered. Beyond it those who have
// their full allowance again are forgotten, which changes nothing for them.
const maxBuckets = 20_000

// buckets hold how much each caller has left of its rate.
type buckets struct {
	mu  sync.Mutex
	now func() time.Time
	by  map[string]*rate.Limiter
}

func newBuckets() *buckets {
	return &buckets{now: time.Now, by: map[string]*rate.Limiter{}}
}

// take counts a request of a caller who may make so many a window. It reports how
// many are left, after how long there is one more, and whether this one may go on.
func (b *buckets) take(name string, allowed int) (left int, wait time.Duration, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	every := rate.Every(rateWindow / time.Duration(allowed))
	limiter, known := b.by[name]
	if !known || limiter.Burst() != allowed {
		b.forget(now)
		limiter = rate.NewLimiter(every, allowed)
		b.by[name] = limiter
	}
	ok = limiter.AllowN(now, 1)
	tokens := limiter.TokensAt(now)
	if tokens < 1 {
		wait = time.Duration((1 - tokens) / float64(every) * float64(time.Second))
	}
	return int(math.Max(0, tokens)), wait, ok
}

// forget makes room for one more caller.
func (b *buckets) forget(now time.Time) {
	if len(b.by) < maxBuckets {
		return
	}
	for name, limiter := range b.by {
		if limiter.TokensAt(now) >= float64(limiter.Burst()) {
			delete(b.by, name)
		}
	}
	for name := range b.by { // a flood of addresses: any may go
		if len(b.by) < maxBuckets {
			return
		}
		delete(b.by, name)
	}
}

// limit counts a request and refuses one too many. A token that is refused counts
// for the address, so that nobody may try many.
func (s *Server) limit(w http.ResponseWriter, address netip.Addr, who caller, refused error) error {
	if who.owner {
		return nil
	}
	name, allowed := "address "+bucketAddress(address), s.options.Access.Rate
	if who.key != nil && refused == nil {
		name = "key " + who.key.ID
		if who.key.Rate > 0 {
			allowed = who.key.Rate
		}
	}
	left, wait, ok := s.buckets.take(name, allowed)
	seconds := int(math.Ceil(wait.Seconds()))
	h := w.Header()
	h.Set("RateLimit-Policy", fmt.Sprintf(`"default";q=%d;w=%d`, allowed, int(rateWindow.Seconds())))
	h.Set("RateLimit", fmt.Sprintf(`"default";r=%d;t=%d`, left, seconds))
	if ok {
		return nil
	}
	h.Set("Retry-After", strconv.Itoa(max(1, seconds)))
	return api.NewProblem(http.StatusTooManyRequests, api.CodeTooManyRequests,
		fmt.Sprintf("at most %d requests a minute are answered", allowed))
}

// bucketAddress takes the addresses of one IPv6 site together: whoever has one
// has all of its /64.
func bucketAddress(a netip.Addr) string {
	if a.Is6() && !a.Is4In6() {
		if site, err := a.Prefix(64); err == nil {
			return site.String()
		}
	}
	return a.Unmap().String()
}
