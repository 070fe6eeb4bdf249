package client

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"tracuu/server/api"
)

// What Options mean where they say nothing.
const (
	defaultAttempts = 4
	defaultBackoff  = 200 * time.Millisecond
	defaultPatience = 30 * time.Second
)

// repeat says what a request may be made again after.
type repeat int

const (
	// onRefusal: only after an answer that says that nothing was done.
	onRefusal repeat = iota
	// onFailure: after a lost connection or a failure as well, since making it twice
	// is as making it once.
	onFailure
)

// repeatable is how a request may be repeated where it says nothing itself.
func (in *request) repeatable() repeat {
	switch in.method {
	case http.MethodGet, http.MethodHead, http.MethodPut:
		return onFailure
	}
	return in.repeat
}

// pause is how long to wait before the attempt after attempt, which failed with err;
// false for an error that another attempt does not mend. It is drawn at random
// between nothing and a bound that doubles, so that many clients do not come back at
// once, and is no less than what the server asks for.
func (c *Client) pause(attempt int, in *request, err error) (time.Duration, bool) {
	if attempt >= c.attempts || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return 0, false
	}
	var failed *refusal
	refused := errors.As(err, &failed)
	switch {
	case refused && (failed.problem.Status == http.StatusTooManyRequests || failed.problem.Code == api.CodeRequestUnderWay):
	case in.repeatable() == onRefusal:
		return 0, false
	case refused && failed.problem.Status != http.StatusBadGateway && failed.problem.Status != http.StatusServiceUnavailable &&
		failed.problem.Status != http.StatusGatewayTimeout:
		return 0, false
	}
	wait := rand.N(c.backoff << min(attempt-1, 16))
	if refused {
		wait = max(wait, failed.after)
	}
	return wait, wait <= c.patience
}

// refusal is an answer that is no success, and after how long the server would be
// asked again. It stands for its problem.
type refusal struct {
	problem *Problem
	after   time.Duration
}

func (r *refusal) Error() string { return r.problem.Error() }
func (r *refusal) Unwrap() error { return r.problem }

// retryAfter reads the header of that name, seconds or a date; 0 for none.
func retryAfter(header string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(header); err == nil {
		return time.Duration(max(0, seconds)) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

// sleep waits, or gives up with the error of ctx.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("client: wait for another attempt: %w", ctx.Err())
	}
}
