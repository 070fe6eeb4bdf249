//go:build cgo

package main

/*
#cgo LDFLAGS: -ldl
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct {
	void *(*open)(const char *, int);
	int (*add)(void *, const char *, int);
	int (*finish)(void *);
	void (*close)(void *);
	void *(*session)(void *);
	int (*search)(void *, const char *, int64_t *);
	void (*session_close)(void *);
	const char *(*error)(void);
} peer_calls;

static const char *load_peer(const char *path, peer_calls *c) {
	void *lib = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (!lib) return dlerror();
	c->open = dlsym(lib, "peer_open");
	c->add = dlsym(lib, "peer_add");
	c->finish = dlsym(lib, "peer_finish");
	c->close = dlsym(lib, "peer_close");
	c->session = dlsym(lib, "peer_session");
	c->search = dlsym(lib, "peer_search");
	c->session_close = dlsym(lib, "peer_session_close");
	c->error = dlsym(lib, "peer_error");
	return NULL;
}
static void *call_open(peer_calls *c, const char *dir, int create) { return c->open(dir, create); }
static int call_add(peer_calls *c, void *p, const char *docs, int n) { return c->add(p, docs, n); }
static int call_finish(peer_calls *c, void *p) { return c->finish(p); }
static void call_close(peer_calls *c, void *p) { c->close(p); }
static void *call_session(peer_calls *c, void *p) { return c->session(p); }
static int call_search(peer_calls *c, void *s, const char *q, int64_t *out) { return c->search(s, q, out); }
static void call_session_close(peer_calls *c, void *s) { c->session_close(s); }
static const char *call_error(peer_calls *c) { return c->error(); }
*/
import "C"

import (
	"errors"
	"fmt"
	"runtime"
	"unsafe"
)

func init() {
	for _, l := range libraries {
		made[l.name] = func() engine { return &native{library: l} }
	}
}

// native is an engine written in C or C++, called through shim/peer.h.
type native struct {
	library
	calls C.peer_calls
	peer  unsafe.Pointer
}

func (n *native) open(dir string, create bool) error {
	path, err := n.compiled()
	if err != nil {
		return err
	}
	name := C.CString(path)
	defer C.free(unsafe.Pointer(name))
	if why := C.load_peer(name, &n.calls); why != nil {
		return fmt.Errorf("%w: %s", errNotHere, C.GoString(why))
	}
	runtime.LockOSThread() // the reason of a failure belongs to the thread
	defer runtime.UnlockOSThread()
	folder := C.CString(dir)
	defer C.free(unsafe.Pointer(folder))
	flag := C.int(0)
	if create {
		flag = 1
	}
	if n.peer = C.call_open(&n.calls, folder, flag); n.peer == nil {
		return n.failed("open")
	}
	return nil
}

func (n *native) failed(what string) error {
	return errors.New(n.name + ": " + what + ": " + C.GoString(C.call_error(&n.calls)))
}

func (n *native) add(batch []*doc) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	packed := packDocs(batch)
	if C.call_add(&n.calls, n.peer, (*C.char)(unsafe.Pointer(&packed[0])), C.int(len(batch))) == 0 {
		return n.failed("add")
	}
	return nil
}

func (n *native) ready([]query) error { return nil }

func (n *native) finish() error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if C.call_finish(&n.calls, n.peer) == 0 {
		return n.failed("finish")
	}
	return nil
}

func (n *native) close() error {
	C.call_close(&n.calls, n.peer)
	return nil
}

func (n *native) session() (session, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	s := C.call_session(&n.calls, n.peer)
	if s == nil {
		return nil, n.failed("session")
	}
	return &nativeSession{of: n, session: s}, nil
}

type nativeSession struct {
	of      *native
	session unsafe.Pointer
}

func (s *nativeSession) search(q *query) (answer, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	packed := packQuery(q)
	var out [2 + pageSize]C.int64_t
	if C.call_search(&s.of.calls, s.session, (*C.char)(unsafe.Pointer(&packed[0])), &out[0]) == 0 {
		return answer{}, s.of.failed("search")
	}
	a := answer{total: int(out[0])}
	for _, id := range out[2 : 2+out[1]] {
		a.ids = append(a.ids, int(id))
	}
	return a, nil
}

func (s *nativeSession) close() error {
	C.call_session_close(&s.of.calls, s.session)
	return nil
}
