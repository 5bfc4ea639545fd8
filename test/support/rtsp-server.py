"""A GStreamer RTSP server with a test picture, for tests: prints its port, serves until its standard input ends.

usage: rtsp-server.py [open|basic|digest]
"""

import sys
import threading

import gi

gi.require_version('Gst', '1.0')
gi.require_version('GstRtsp', '1.0')
gi.require_version('GstRtspServer', '1.0')
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

SOURCE = 'videotestsrc is-live=true ! video/x-raw,format=I420,width=640,height=360,framerate=25/1 ! '
STREAMS = {
    '/h264': 'x264enc tune=zerolatency speed-preset=ultrafast bitrate=800 key-int-max=25 ! rtph264pay name=pay0 pt=96',
    '/jpeg': 'jpegenc ! rtpjpegpay name=pay0 pt=26',
}
USER, PASSWORD = 'viewer', 's3cret pass'


def make_auth(method):
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string('media.factory.role', 'viewer')
    if method == 'digest':
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(USER, PASSWORD, token)
    else:
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.BASIC)
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(USER, PASSWORD), token)
    return auth


def main():
    method = sys.argv[1] if len(sys.argv) > 1 else 'open'
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address('127.0.0.1')
    server.set_service('0')
    if method != 'open':
        server.set_auth(make_auth(method))
    mounts = server.get_mount_points()
    for path, encoder in STREAMS.items():
        factory = GstRtspServer.RTSPMediaFactory()
        factory.set_launch(f'( {SOURCE}{encoder} )')
        factory.set_shared(True)
        if method != 'open':
            permissions = GstRtspServer.RTSPPermissions()
            permissions.add_permission_for_role('viewer', 'media.factory.access', True)
            permissions.add_permission_for_role('viewer', 'media.factory.construct', True)
            factory.set_permissions(permissions)
        mounts.add_factory(path, factory)
    server.attach(None)
    print(server.get_bound_port(), flush=True)
    loop = GLib.MainLoop()
    threading.Thread(target=lambda: (sys.stdin.read(), loop.quit()), daemon=True).start()
    loop.run()


main()
